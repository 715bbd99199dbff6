
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'snorq' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'snorq'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'snorq' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('app', 'app', [CompletionResultType]::ParameterValue, 'Register and choose Meta apps; each is a profile')
            [CompletionResult]::new('connect', 'connect', [CompletionResultType]::ParameterValue, 'Connect Pages, accounts and numbers')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show how a profile stands, and the one thing to do next')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List what is connected')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one connection')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check that connections work, layer by layer')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Renew tokens without a login, as far as Meta allows')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look for what is wrong with this machine, the profile and the app')
            [CompletionResult]::new('permissions', 'permissions', [CompletionResultType]::ParameterValue, 'Show what the app needs on each platform, and what each admin granted')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'Disconnect: unsubscribe, take permissions back, forget the secret')
            [CompletionResult]::new('webhooks', 'webhooks', [CompletionResultType]::ParameterValue, 'Show, set and end the app''s own webhooks')
            [CompletionResult]::new('listen', 'listen', [CompletionResultType]::ParameterValue, 'Receive what Meta delivers, show it, keep it and pass it on')
            [CompletionResult]::new('prove', 'prove', [CompletionResultType]::ParameterValue, 'Wait until a customer''s message arrives, or say what keeps it back')
            [CompletionResult]::new('deliveries', 'deliveries', [CompletionResultType]::ParameterValue, 'Look at what was received, send it once more, or erase it')
            [CompletionResult]::new('trigger', 'trigger', [CompletionResultType]::ParameterValue, 'Make a webhook of Meta''s and send it to a receiver under development')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Show what `apply` would change, as a diff; changes nothing')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Make the file''s connections true: what `plan` shows, and nothing else')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print the plan file of what stands')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'The data key that opens the sealed secrets')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Print the stored token of a connection, and nothing else')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send one text, to prove that a connection works')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'Show who did what and when')
            [CompletionResult]::new('open', 'open', [CompletionResultType]::ParameterValue, 'Open a connection, or a page of the app''s dashboard, in the browser')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain Meta''s error codes and the words of snorq, offline')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON schema of a command''s documents, or list the schemas')
            [CompletionResult]::new('sandbox', 'sandbox', [CompletionResultType]::ParameterValue, 'Run and arrange the small Meta inside snorq')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;app' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Register a Meta app as a profile')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the profiles')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a profile, with the redirect address to register')
            [CompletionResult]::new('use', 'use', [CompletionResultType]::ParameterValue, 'Choose the profile that commands use')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change a profile')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a profile, with its records and its app secret')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;app;add' {
            [CompletionResult]::new('--app-id', '--app-id', [CompletionResultType]::ParameterName, 'App id, from the app''s dashboard')
            [CompletionResult]::new('--config-id', '--config-id', [CompletionResultType]::ParameterName, 'Login configuration of Facebook Login for Business, in place of single permissions')
            [CompletionResult]::new('--whatsapp-config-id', '--whatsapp-config-id', [CompletionResultType]::ParameterName, 'Login configuration of WhatsApp Embedded Signup')
            [CompletionResult]::new('--graph-version', '--graph-version', [CompletionResultType]::ParameterName, 'Graph version [default: the one this snorq was built for]')
            [CompletionResult]::new('--redirect-port', '--redirect-port', [CompletionResultType]::ParameterName, 'Fixed port of the redirect address')
            [CompletionResult]::new('--https', '--https', [CompletionResultType]::ParameterName, 'Whether the redirect address is https, as a live app needs')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Webhook fields, separated by commas [default: what an inbox needs]')
            [CompletionResult]::new('--graph-url', '--graph-url', [CompletionResultType]::ParameterName, 'Another Graph address than Meta''s')
            [CompletionResult]::new('--dialog-url', '--dialog-url', [CompletionResultType]::ParameterName, 'Another address of the login dialog than Meta''s')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--secret-stdin', '--secret-stdin', [CompletionResultType]::ParameterName, 'Take the app secret from standard input')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;app;list' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;app;show' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;app;use' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;app;set' {
            [CompletionResult]::new('--config-id', '--config-id', [CompletionResultType]::ParameterName, 'Login configuration of Facebook Login for Business, in place of single permissions')
            [CompletionResult]::new('--whatsapp-config-id', '--whatsapp-config-id', [CompletionResultType]::ParameterName, 'Login configuration of WhatsApp Embedded Signup')
            [CompletionResult]::new('--graph-version', '--graph-version', [CompletionResultType]::ParameterName, 'Graph version [default: the one this snorq was built for]')
            [CompletionResult]::new('--redirect-port', '--redirect-port', [CompletionResultType]::ParameterName, 'Fixed port of the redirect address')
            [CompletionResult]::new('--https', '--https', [CompletionResultType]::ParameterName, 'Whether the redirect address is https, as a live app needs')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Webhook fields, separated by commas [default: what an inbox needs]')
            [CompletionResult]::new('--graph-url', '--graph-url', [CompletionResultType]::ParameterName, 'Another Graph address than Meta''s')
            [CompletionResult]::new('--dialog-url', '--dialog-url', [CompletionResultType]::ParameterName, 'Another address of the login dialog than Meta''s')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--secret-stdin', '--secret-stdin', [CompletionResultType]::ParameterName, 'Take a new app secret from standard input, after it was reset in the dashboard')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;app;remove' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;app;help' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Register a Meta app as a profile')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the profiles')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a profile, with the redirect address to register')
            [CompletionResult]::new('use', 'use', [CompletionResultType]::ParameterValue, 'Choose the profile that commands use')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change a profile')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a profile, with its records and its app secret')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;app;help;add' {
            break
        }
        'snorq;app;help;list' {
            break
        }
        'snorq;app;help;show' {
            break
        }
        'snorq;app;help;use' {
            break
        }
        'snorq;app;help;set' {
            break
        }
        'snorq;app;help;remove' {
            break
        }
        'snorq;app;help;help' {
            break
        }
        'snorq;connect' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('facebook', 'facebook', [CompletionResultType]::ParameterValue, 'Connect Facebook Pages and the Instagram accounts behind them')
            [CompletionResult]::new('instagram', 'instagram', [CompletionResultType]::ParameterValue, 'Connect Instagram accounts and the Pages that they stand on')
            [CompletionResult]::new('whatsapp', 'whatsapp', [CompletionResultType]::ParameterValue, 'Connect WhatsApp numbers')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;connect;facebook' {
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'A Page to connect, by ref, id or name; repeat for more')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Webhook fields to subscribe to, separated by commas [default: what an inbox needs]')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'Certificate chain for --https, in PEM [default: one made on the spot]')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Private key of --cert, in PEM')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listen on this port [default: a free one; with --https 8443]')
            [CompletionResult]::new('--expect-user', '--expect-user', [CompletionResultType]::ParameterName, 'The id of the person or system user who has to log in: with anybody else nothing is recorded, exit code 3')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Sandbox only: who consents, you in a browser or a robot [default: you, if there is a browser]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--no-instagram', '--no-instagram', [CompletionResultType]::ParameterName, 'Leave the Instagram accounts behind the Pages alone')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Everything that can be connected')
            [CompletionResult]::new('--rerequest', '--rerequest', [CompletionResultType]::ParameterName, 'Ask again for what was declined earlier')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Log in and show what would be done; change nothing')
            [CompletionResult]::new('--token-stdin', '--token-stdin', [CompletionResultType]::ParameterName, 'Take a user or system-user token from standard input instead of logging in')
            [CompletionResult]::new('--no-browser', '--no-browser', [CompletionResultType]::ParameterName, 'Do not open a browser; print the address')
            [CompletionResult]::new('--paste', '--paste', [CompletionResultType]::ParameterName, 'Do not listen; paste the address that the browser ended on (ssh, containers)')
            [CompletionResult]::new('--https', '--https', [CompletionResultType]::ParameterName, 'Listen on `https://localhost`, as live apps need; the address must be registered')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;connect;instagram' {
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'An account to connect, by ref, id or handle; repeat for more')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Webhook fields to subscribe to, separated by commas [default: what an inbox needs]')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'Certificate chain for --https, in PEM [default: one made on the spot]')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Private key of --cert, in PEM')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listen on this port [default: a free one; with --https 8443]')
            [CompletionResult]::new('--expect-user', '--expect-user', [CompletionResultType]::ParameterName, 'The id of the person or system user who has to log in: with anybody else nothing is recorded, exit code 3')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Sandbox only: who consents, you in a browser or a robot [default: you, if there is a browser]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Everything that can be connected')
            [CompletionResult]::new('--rerequest', '--rerequest', [CompletionResultType]::ParameterName, 'Ask again for what was declined earlier')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Log in and show what would be done; change nothing')
            [CompletionResult]::new('--token-stdin', '--token-stdin', [CompletionResultType]::ParameterName, 'Take a user or system-user token from standard input instead of logging in')
            [CompletionResult]::new('--no-browser', '--no-browser', [CompletionResultType]::ParameterName, 'Do not open a browser; print the address')
            [CompletionResult]::new('--paste', '--paste', [CompletionResultType]::ParameterName, 'Do not listen; paste the address that the browser ended on (ssh, containers)')
            [CompletionResult]::new('--https', '--https', [CompletionResultType]::ParameterName, 'Listen on `https://localhost`, as live apps need; the address must be registered')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;connect;whatsapp' {
            [CompletionResult]::new('--redirect-uri', '--redirect-uri', [CompletionResultType]::ParameterName, 'The redirect address that the code was made for; a code of the JavaScript SDK has none')
            [CompletionResult]::new('--waba', '--waba', [CompletionResultType]::ParameterName, 'Only this account, by its id; repeat for more')
            [CompletionResult]::new('--phone', '--phone', [CompletionResultType]::ParameterName, 'A number to connect, by ref, phone number id, number or name; repeat for more')
            [CompletionResult]::new('--callback-url', '--callback-url', [CompletionResultType]::ParameterName, 'Send the account''s webhooks to this address in place of the app''s')
            [CompletionResult]::new('--request-code', '--request-code', [CompletionResultType]::ParameterName, 'Have Meta send the owner of the recorded --phone a code, by sms or voice')
            [CompletionResult]::new('--language', '--language', [CompletionResultType]::ParameterName, 'The language of that code')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'Certificate chain for --https, in PEM [default: one made on the spot]')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Private key of --cert, in PEM')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listen on this port [default: a free one; with --https 8443]')
            [CompletionResult]::new('--expect-user', '--expect-user', [CompletionResultType]::ParameterName, 'The id of the person or system user who has to log in: with anybody else nothing is recorded, exit code 3')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Sandbox only: who consents, you in a browser or a robot [default: you, if there is a browser]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--popup', '--popup', [CompletionResultType]::ParameterName, 'Sign up in a popup of a page on `https://localhost`, as Meta''s guide describes: needs JavaScript, and that page''s address in the app''s allowed domains')
            [CompletionResult]::new('--redirect', '--redirect', [CompletionResultType]::ParameterName, 'Sign up by a redirect in the browser: needs the app''s WhatsApp configuration, and no JavaScript; the default')
            [CompletionResult]::new('--hosted', '--hosted', [CompletionResultType]::ParameterName, 'Print a link to Meta''s own signup page, which can be sent to a customer, and wait; may be stopped and started anew')
            [CompletionResult]::new('--token-stdin', '--token-stdin', [CompletionResultType]::ParameterName, 'Take a business or system-user token from standard input')
            [CompletionResult]::new('--code-stdin', '--code-stdin', [CompletionResultType]::ParameterName, 'Take the code of a signup from standard input; it lives thirty seconds')
            [CompletionResult]::new('--system-token-stdin', '--system-token-stdin', [CompletionResultType]::ParameterName, 'With --hosted: take the token of your own system user from standard input')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every number, and every account that has none yet')
            [CompletionResult]::new('--pin-stdin', '--pin-stdin', [CompletionResultType]::ParameterName, 'Take PINs from standard input: six digits for one number, a line `PHONE_ID PIN` for each of several')
            [CompletionResult]::new('--no-register', '--no-register', [CompletionResultType]::ParameterName, 'Do not register numbers; those that need it are recorded as pending')
            [CompletionResult]::new('--verify-token-stdin', '--verify-token-stdin', [CompletionResultType]::ParameterName, 'Take the verify token of --callback-url from standard input')
            [CompletionResult]::new('--verify-code-stdin', '--verify-code-stdin', [CompletionResultType]::ParameterName, 'Take the owner''s code from standard input, verify the recorded --phone with it, and go on with that number')
            [CompletionResult]::new('--no-browser', '--no-browser', [CompletionResultType]::ParameterName, 'Do not open a browser; print the address')
            [CompletionResult]::new('--paste', '--paste', [CompletionResultType]::ParameterName, 'Do not listen; paste the address that the browser ended on (ssh, containers)')
            [CompletionResult]::new('--https', '--https', [CompletionResultType]::ParameterName, 'Listen on `https://localhost`, as live apps need; the address must be registered')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;connect;help' {
            [CompletionResult]::new('facebook', 'facebook', [CompletionResultType]::ParameterValue, 'Connect Facebook Pages and the Instagram accounts behind them')
            [CompletionResult]::new('instagram', 'instagram', [CompletionResultType]::ParameterValue, 'Connect Instagram accounts and the Pages that they stand on')
            [CompletionResult]::new('whatsapp', 'whatsapp', [CompletionResultType]::ParameterValue, 'Connect WhatsApp numbers')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;connect;help;facebook' {
            break
        }
        'snorq;connect;help;instagram' {
            break
        }
        'snorq;connect;help;whatsapp' {
            break
        }
        'snorq;connect;help;help' {
            break
        }
        'snorq;status' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;list' {
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'Only this platform: facebook, instagram, whatsapp; repeat for more')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only this status: pending, active, expired, error, disconnected; repeat for more')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Only those with this text in their name or handle, in capitals or not')
            [CompletionResult]::new('--waba', '--waba', [CompletionResultType]::ParameterName, 'Only the numbers of this WhatsApp Business account')
            [CompletionResult]::new('--stale', '--stale', [CompletionResultType]::ParameterName, 'Only those that verify did not find well within this time: 36h, 14d, 2w')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Sort by these columns; -COLUMN sorts downwards. What is absent comes last [default: oldest first]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Show these columns, in this order; their names are those of the JSON document')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--all-profiles', '--all-profiles', [CompletionResultType]::ParameterName, 'Of every profile, not only the chosen one')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Write comma-separated values, all columns unless --columns picks')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;show' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;verify' {
            [CompletionResult]::new('--within', '--within', [CompletionResultType]::ParameterName, 'What ends within this time is a finding: 36h, 14d, 2w')
            [CompletionResult]::new('--watch', '--watch', [CompletionResultType]::ParameterName, 'Check again after this time, until interrupted, and show what has changed: 90s, 5m, 1h')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every connection of the profile')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Mend what needs no login: subscribe again, restore fields and callbacks, end half-done work; then check again. No number is registered by it')
            [CompletionResult]::new('--json-lines', '--json-lines', [CompletionResultType]::ParameterName, 'Write one finding a line as JSON, as they come')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;refresh' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every connection of the profile')
            [CompletionResult]::new('--system-token-stdin', '--system-token-stdin', [CompletionResultType]::ParameterName, 'For WhatsApp tokens that end: take the token of your own system user from standard input')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;doctor' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask nobody: look at what is on this machine only')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;permissions' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;revoke' {
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'With --all: only those on this platform: facebook, instagram, whatsapp')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every connection of the profile')
            [CompletionResult]::new('--keep-permissions', '--keep-permissions', [CompletionResultType]::ParameterName, 'Leave the permissions of the person who logged in as they are')
            [CompletionResult]::new('--local-only', '--local-only', [CompletionResultType]::ParameterName, 'Only forget the connection here, for a platform that is gone: nothing is changed at Meta')
            [CompletionResult]::new('--deregister', '--deregister', [CompletionResultType]::ParameterName, 'Take WhatsApp numbers off the platform as well; they then neither send nor receive, for nobody')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;webhooks' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set the app''s callback and fields of one kind of object')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show both layers of webhooks side by side')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'End the app''s webhooks of one kind of object')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;webhooks;set' {
            [CompletionResult]::new('--object', '--object', [CompletionResultType]::ParameterName, 'page, instagram or `whatsapp_business_account`')
            [CompletionResult]::new('--callback-url', '--callback-url', [CompletionResultType]::ParameterName, 'Where Meta delivers: an https address that the world can reach')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields, separated by commas, and no others [default: what an inbox needs, beside those that stand]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--verify-token-stdin', '--verify-token-stdin', [CompletionResultType]::ParameterName, 'Take the verify token, which the callback expects, from standard input [default: the one that `snorq listen` expects]')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Leave the callback to Meta: for one that answers nobody else')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;webhooks;status' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;webhooks;unset' {
            [CompletionResult]::new('--object', '--object', [CompletionResultType]::ParameterName, 'page, instagram or `whatsapp_business_account`')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;webhooks;help' {
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set the app''s callback and fields of one kind of object')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show both layers of webhooks side by side')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'End the app''s webhooks of one kind of object')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;webhooks;help;set' {
            break
        }
        'snorq;webhooks;help;status' {
            break
        }
        'snorq;webhooks;help;unset' {
            break
        }
        'snorq;webhooks;help;help' {
            break
        }
        'snorq;listen' {
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port [default: a free one]')
            [CompletionResult]::new('--public-url', '--public-url', [CompletionResultType]::ParameterName, 'The https address under which Meta reaches it, through a proxy')
            [CompletionResult]::new('--forward', '--forward', [CompletionResultType]::ParameterName, 'Pass each delivery on to this address; can be repeated')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'How long a body stays on the disk once every target has it: 12h, 3d')
            [CompletionResult]::new('--keep-size', '--keep-size', [CompletionResultType]::ParameterName, 'How much may be kept, in MiB; what waits for a target is never dropped, so a full disk takes nothing more')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--bodies', '--bodies', [CompletionResultType]::ParameterName, 'Show the body of each delivery as well')
            [CompletionResult]::new('--secret-stdin', '--secret-stdin', [CompletionResultType]::ParameterName, 'Take another secret that may sign from standard input: the one before a reset, or that of Instagram Login')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;prove' {
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port to listen on [default: a free one]')
            [CompletionResult]::new('--public-url', '--public-url', [CompletionResultType]::ParameterName, 'The https address under which Meta reaches that port')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;deliveries' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List what was received, the newest last')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one delivery: what it tells, its header lines and body, and how it stands with each target')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Send deliveries once more, as they came')
            [CompletionResult]::new('purge', 'purge', [CompletionResultType]::ParameterValue, 'Erase what every target has, or with --undelivered everything')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;deliveries;list' {
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Of this kind (text, image, echo, read …) or this field (messages, feed …)')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Whose delivery stands so with some target')
            [CompletionResult]::new('--within', '--within', [CompletionResultType]::ParameterName, 'Received within this time: 90s, 5m, 1h, 2d')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'The newest so many')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;deliveries;show' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--body', '--body', [CompletionResultType]::ParameterName, 'Write the body alone, byte for byte')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;deliveries;replay' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'To this address')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--failed', '--failed', [CompletionResultType]::ParameterName, 'Everything that was given up')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;deliveries;purge' {
            [CompletionResult]::new('--older-than', '--older-than', [CompletionResultType]::ParameterName, 'Only what is older than this: 12h, 3d')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--undelivered', '--undelivered', [CompletionResultType]::ParameterName, 'Also what waits for a target or was given up')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;deliveries;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List what was received, the newest last')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one delivery: what it tells, its header lines and body, and how it stands with each target')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Send deliveries once more, as they came')
            [CompletionResult]::new('purge', 'purge', [CompletionResultType]::ParameterValue, 'Erase what every target has, or with --undelivered everything')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;deliveries;help;list' {
            break
        }
        'snorq;deliveries;help;show' {
            break
        }
        'snorq;deliveries;help;replay' {
            break
        }
        'snorq;deliveries;help;purge' {
            break
        }
        'snorq;deliveries;help;help' {
            break
        }
        'snorq;trigger' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The receiver')
            [CompletionResult]::new('--asset', '--asset', [CompletionResultType]::ParameterName, 'The Page, Instagram account or WhatsApp account that it is about')
            [CompletionResult]::new('--number', '--number', [CompletionResultType]::ParameterName, 'The WhatsApp number that it is about')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The customer')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;plan' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The plan file; - is standard input. Its schema: snorq schema plan-file')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The plan file; - is standard input. Its schema: snorq schema plan-file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the file is written [default: as its name ends, else JSON if it begins with {, else TOML]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--prune', '--prune', [CompletionResultType]::ParameterName, 'Disconnect what the file does not name, and take away callbacks of accounts that it names without one')
            [CompletionResult]::new('--exit-code', '--exit-code', [CompletionResultType]::ParameterName, 'End with exit code 5 if there are changes')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;apply' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The plan file; - is standard input. Its schema: snorq schema plan-file')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The plan file; - is standard input. Its schema: snorq schema plan-file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the file is written [default: as its name ends, else JSON if it begins with {, else TOML]')
            [CompletionResult]::new('--as-planned', '--as-planned', [CompletionResultType]::ParameterName, 'Do nothing that this plan does not say: what `plan --json` printed')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--prune', '--prune', [CompletionResultType]::ParameterName, 'Disconnect what the file does not name, and take away callbacks of accounts that it names without one')
            [CompletionResult]::new('--token-stdin', '--token-stdin', [CompletionResultType]::ParameterName, 'Take a user or system-user token from standard input in place of the stored logins')
            [CompletionResult]::new('--verify-token-stdin', '--verify-token-stdin', [CompletionResultType]::ParameterName, 'Take the verify tokens of callbacks from standard input [default: `SNORQ_VERIFY_TOKEN`]')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;export' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;key' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Make a new data key, and seal every secret anew with it')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print the data key, locked up under a passphrase, for another machine')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Keep a data key here that was exported on another machine')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;key;rotate' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;key;export' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--passphrase-stdin', '--passphrase-stdin', [CompletionResultType]::ParameterName, 'Take the passphrase from standard input')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;key;import' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--passphrase-stdin', '--passphrase-stdin', [CompletionResultType]::ParameterName, 'Take the passphrase from standard input')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;key;help' {
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Make a new data key, and seal every secret anew with it')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print the data key, locked up under a passphrase, for another machine')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Keep a data key here that was exported on another machine')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;key;help;rotate' {
            break
        }
        'snorq;key;help;export' {
            break
        }
        'snorq;key;help;import' {
            break
        }
        'snorq;key;help;help' {
            break
        }
        'snorq;token' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;send' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Who gets it: a PSID, an Instagram-scoped id, a WhatsApp number or a business-scoped user id')
            [CompletionResult]::new('--text', '--text', [CompletionResultType]::ParameterName, 'The text')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--text-stdin', '--text-stdin', [CompletionResultType]::ParameterName, 'Take the text from standard input')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;log' {
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many entries to show, the newest last')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'How many entries to show, the newest last')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--all-profiles', '--all-profiles', [CompletionResultType]::ParameterName, 'Of every profile, not only the chosen one')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;open' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--no-browser', '--no-browser', [CompletionResultType]::ParameterName, 'Print the address only')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;explain' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;schema' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('start', 'start', [CompletionResultType]::ParameterValue, 'Serve the sandbox for other programs, until interrupted')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Begin the sandbox''s world anew from its present seed')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Begin the sandbox''s world anew from a named seed; without a name, list the seeds')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show what the sandbox''s world holds')
            [CompletionResult]::new('credentials', 'credentials', [CompletionResultType]::ParameterValue, 'Print id and secret of the sandbox''s app, and ready-made tokens')
            [CompletionResult]::new('fault', 'fault', [CompletionResultType]::ParameterValue, 'Let the sandbox fail on request, also one that runs')
            [CompletionResult]::new('clock', 'clock', [CompletionResultType]::ParameterValue, 'Show the clock of the sandbox''s world, or push it forward')
            [CompletionResult]::new('person', 'person', [CompletionResultType]::ParameterValue, 'Do to a person of the sandbox what happens to people; without an event, show who there is')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change what the dashboard of the sandbox''s app would change; without a flag, show it')
            [CompletionResult]::new('event', 'event', [CompletionResultType]::ParameterValue, 'Let a customer write to a Page, an Instagram account or a WhatsApp number of the sandbox')
            [CompletionResult]::new('deliveries', 'deliveries', [CompletionResultType]::ParameterValue, 'Show what the app''s server was told, or why it was not told; tell it again')
            [CompletionResult]::new('save', 'save', [CompletionResultType]::ParameterValue, 'Write the sandbox''s world into a file')
            [CompletionResult]::new('load', 'load', [CompletionResultType]::ParameterValue, 'Replace the sandbox''s world with the one in a file')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON schema of a world''s file')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;sandbox;start' {
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port [default: a free one]')
            [CompletionResult]::new('--public', '--public', [CompletionResultType]::ParameterName, 'Listen on every address of this machine, for requests to these names or numbers; its pages then ask for a password, which is made for this run unless --secret-stdin gives it')
            [CompletionResult]::new('--cors', '--cors', [CompletionResultType]::ParameterName, 'Let pages of these origins call the API and read its answers, as `http://localhost:3000`')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--secret-stdin', '--secret-stdin', [CompletionResultType]::ParameterName, 'Read the password of a public sandbox''s pages from standard input')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;reset' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;seed' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;status' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;credentials' {
            [CompletionResult]::new('--person', '--person', [CompletionResultType]::ParameterName, 'Only the tokens of this person; `snorq sandbox person` shows who there is')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--new-secret', '--new-secret', [CompletionResultType]::ParameterName, 'Reset the app''s secret first, as its dashboard would: every token dies (190), the ready-made ones are made anew')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;fault' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Set a fault')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Show the faults that are set')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Remove a fault, or all of them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;sandbox;fault;add' {
            [CompletionResult]::new('--matching', '--matching', [CompletionResultType]::ParameterName, 'Only requests with this in `METHOD /path`; `*` is anything, the version may be left out')
            [CompletionResult]::new('--times', '--times', [CompletionResultType]::ParameterName, 'How many requests it strikes [default: all, until it is cleared]')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'How many requests pass first')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;fault;list' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;fault;clear' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;fault;help' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Set a fault')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Show the faults that are set')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Remove a fault, or all of them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;sandbox;fault;help;add' {
            break
        }
        'snorq;sandbox;fault;help;list' {
            break
        }
        'snorq;sandbox;fault;help;clear' {
            break
        }
        'snorq;sandbox;fault;help;help' {
            break
        }
        'snorq;sandbox;clock' {
            [CompletionResult]::new('--ahead', '--ahead', [CompletionResultType]::ParameterName, 'Push it forward by this time, such as 90s, 5m, 2h or 61d')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--reset', '--reset', [CompletionResultType]::ParameterName, 'Set it to the machine''s time first')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;person' {
            [CompletionResult]::new('--person', '--person', [CompletionResultType]::ParameterName, 'Who [default: the first one]')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Page of a lost role')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;set' {
            [CompletionResult]::new('--mode', '--mode', [CompletionResultType]::ParameterName, 'Who can log in: people with a role on the app, or everybody')
            [CompletionResult]::new('--require-proof', '--require-proof', [CompletionResultType]::ParameterName, 'Refuse calls without a proof of the app secret')
            [CompletionResult]::new('--redirects', '--redirects', [CompletionResultType]::ParameterName, 'Valid OAuth redirect addresses in place of those that there are; `*` at the end is anything')
            [CompletionResult]::new('--sdk-domains', '--sdk-domains', [CompletionResultType]::ParameterName, 'Allowed domains for the JavaScript SDK, in place of those that there are')
            [CompletionResult]::new('--standard', '--standard', [CompletionResultType]::ParameterName, 'Permissions with standard access only: in live mode nobody without a role can grant them')
            [CompletionResult]::new('--withheld', '--withheld', [CompletionResultType]::ParameterName, 'Permissions that no use case of the app offers: the dialog drops them without a word')
            [CompletionResult]::new('--login', '--login', [CompletionResultType]::ParameterName, 'Whether the dialog lets anybody in, or shows "Feature unavailable"')
            [CompletionResult]::new('--deauthorize-url', '--deauthorize-url', [CompletionResultType]::ParameterName, 'Who is told that a person removed the app; `none` for nobody')
            [CompletionResult]::new('--data-deletion-url', '--data-deletion-url', [CompletionResultType]::ParameterName, 'Who is asked to delete a person''s data; `none` for nobody')
            [CompletionResult]::new('--enforce-limits', '--enforce-limits', [CompletionResultType]::ParameterName, 'Refuse calls above the limits')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Calls that a limit lets through in its hour or day, as app=200; also user, page-by-user, page, instagram and whatsapp')
            [CompletionResult]::new('--callbacks', '--callbacks', [CompletionResultType]::ParameterName, 'Where callbacks may be on this machine or in a private network, as `http://localhost:3000`; `any` for every port of this machine, `none` for none of it')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;event' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('message', 'message', [CompletionResultType]::ParameterValue, 'The customer writes a text')
            [CompletionResult]::new('postback', 'postback', [CompletionResultType]::ParameterValue, 'The customer presses a button')
            [CompletionResult]::new('read', 'read', [CompletionResultType]::ParameterValue, 'The customer reads what came')
            [CompletionResult]::new('reaction', 'reaction', [CompletionResultType]::ParameterValue, 'The customer reacts to the last message')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;sandbox;event;message' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The Page, Instagram account or WhatsApp number: its ref, id or name')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The customer: an id that the asset knows the person by, or a phone number [default: the same one each time]')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The customer''s name')
            [CompletionResult]::new('--text', '--text', [CompletionResultType]::ParameterName, 'The text')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'WhatsApp: the customer took this username and hides the phone number')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--stranger', '--stranger', [CompletionResultType]::ParameterName, 'The customer has no role on the app, which in development mode hears nothing of it')
            [CompletionResult]::new('--empty-phone', '--empty-phone', [CompletionResultType]::ParameterName, 'WhatsApp: the hidden phone number is sent as an empty text and not left out')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;event;postback' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The Page, Instagram account or WhatsApp number: its ref, id or name')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The customer: an id that the asset knows the person by, or a phone number [default: the same one each time]')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The customer''s name')
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'What stands on the button')
            [CompletionResult]::new('--payload', '--payload', [CompletionResultType]::ParameterName, 'What the button carries')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--stranger', '--stranger', [CompletionResultType]::ParameterName, 'The customer has no role on the app, which in development mode hears nothing of it')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;event;read' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The Page, Instagram account or WhatsApp number: its ref, id or name')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The customer: an id that the asset knows the person by, or a phone number [default: the same one each time]')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The customer''s name')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--stranger', '--stranger', [CompletionResultType]::ParameterName, 'The customer has no role on the app, which in development mode hears nothing of it')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;event;reaction' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The Page, Instagram account or WhatsApp number: its ref, id or name')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The customer: an id that the asset knows the person by, or a phone number [default: the same one each time]')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The customer''s name')
            [CompletionResult]::new('--emoji', '--emoji', [CompletionResultType]::ParameterName, 'The emoji')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--stranger', '--stranger', [CompletionResultType]::ParameterName, 'The customer has no role on the app, which in development mode hears nothing of it')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;event;help' {
            [CompletionResult]::new('message', 'message', [CompletionResultType]::ParameterValue, 'The customer writes a text')
            [CompletionResult]::new('postback', 'postback', [CompletionResultType]::ParameterValue, 'The customer presses a button')
            [CompletionResult]::new('read', 'read', [CompletionResultType]::ParameterValue, 'The customer reads what came')
            [CompletionResult]::new('reaction', 'reaction', [CompletionResultType]::ParameterValue, 'The customer reacts to the last message')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;sandbox;event;help;message' {
            break
        }
        'snorq;sandbox;event;help;postback' {
            break
        }
        'snorq;sandbox;event;help;read' {
            break
        }
        'snorq;sandbox;event;help;reaction' {
            break
        }
        'snorq;sandbox;event;help;help' {
            break
        }
        'snorq;sandbox;deliveries' {
            [CompletionResult]::new('--redeliver', '--redeliver', [CompletionResultType]::ParameterName, 'Deliver this one again')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--failed', '--failed', [CompletionResultType]::ParameterName, 'Deliver everything again that was given up')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;save' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;load' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;schema' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;sandbox;help' {
            [CompletionResult]::new('start', 'start', [CompletionResultType]::ParameterValue, 'Serve the sandbox for other programs, until interrupted')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Begin the sandbox''s world anew from its present seed')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Begin the sandbox''s world anew from a named seed; without a name, list the seeds')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show what the sandbox''s world holds')
            [CompletionResult]::new('credentials', 'credentials', [CompletionResultType]::ParameterValue, 'Print id and secret of the sandbox''s app, and ready-made tokens')
            [CompletionResult]::new('fault', 'fault', [CompletionResultType]::ParameterValue, 'Let the sandbox fail on request, also one that runs')
            [CompletionResult]::new('clock', 'clock', [CompletionResultType]::ParameterValue, 'Show the clock of the sandbox''s world, or push it forward')
            [CompletionResult]::new('person', 'person', [CompletionResultType]::ParameterValue, 'Do to a person of the sandbox what happens to people; without an event, show who there is')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change what the dashboard of the sandbox''s app would change; without a flag, show it')
            [CompletionResult]::new('event', 'event', [CompletionResultType]::ParameterValue, 'Let a customer write to a Page, an Instagram account or a WhatsApp number of the sandbox')
            [CompletionResult]::new('deliveries', 'deliveries', [CompletionResultType]::ParameterValue, 'Show what the app''s server was told, or why it was not told; tell it again')
            [CompletionResult]::new('save', 'save', [CompletionResultType]::ParameterValue, 'Write the sandbox''s world into a file')
            [CompletionResult]::new('load', 'load', [CompletionResultType]::ParameterValue, 'Replace the sandbox''s world with the one in a file')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON schema of a world''s file')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;sandbox;help;start' {
            break
        }
        'snorq;sandbox;help;reset' {
            break
        }
        'snorq;sandbox;help;seed' {
            break
        }
        'snorq;sandbox;help;status' {
            break
        }
        'snorq;sandbox;help;credentials' {
            break
        }
        'snorq;sandbox;help;fault' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Set a fault')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Show the faults that are set')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Remove a fault, or all of them')
            break
        }
        'snorq;sandbox;help;fault;add' {
            break
        }
        'snorq;sandbox;help;fault;list' {
            break
        }
        'snorq;sandbox;help;fault;clear' {
            break
        }
        'snorq;sandbox;help;clock' {
            break
        }
        'snorq;sandbox;help;person' {
            break
        }
        'snorq;sandbox;help;set' {
            break
        }
        'snorq;sandbox;help;event' {
            [CompletionResult]::new('message', 'message', [CompletionResultType]::ParameterValue, 'The customer writes a text')
            [CompletionResult]::new('postback', 'postback', [CompletionResultType]::ParameterValue, 'The customer presses a button')
            [CompletionResult]::new('read', 'read', [CompletionResultType]::ParameterValue, 'The customer reads what came')
            [CompletionResult]::new('reaction', 'reaction', [CompletionResultType]::ParameterValue, 'The customer reacts to the last message')
            break
        }
        'snorq;sandbox;help;event;message' {
            break
        }
        'snorq;sandbox;help;event;postback' {
            break
        }
        'snorq;sandbox;help;event;read' {
            break
        }
        'snorq;sandbox;help;event;reaction' {
            break
        }
        'snorq;sandbox;help;deliveries' {
            break
        }
        'snorq;sandbox;help;save' {
            break
        }
        'snorq;sandbox;help;load' {
            break
        }
        'snorq;sandbox;help;schema' {
            break
        }
        'snorq;sandbox;help;help' {
            break
        }
        'snorq;completions' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Which app to use [default: the one chosen with `snorq app use`]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Use the sandbox inside snorq: the same as --profile sandbox')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write the result as one JSON document, and errors as one on stderr')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: a needed answer becomes an error that names the flag')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to confirmations')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on stderr, without secrets; repeat for more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'snorq;help' {
            [CompletionResult]::new('app', 'app', [CompletionResultType]::ParameterValue, 'Register and choose Meta apps; each is a profile')
            [CompletionResult]::new('connect', 'connect', [CompletionResultType]::ParameterValue, 'Connect Pages, accounts and numbers')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show how a profile stands, and the one thing to do next')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List what is connected')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one connection')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check that connections work, layer by layer')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Renew tokens without a login, as far as Meta allows')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look for what is wrong with this machine, the profile and the app')
            [CompletionResult]::new('permissions', 'permissions', [CompletionResultType]::ParameterValue, 'Show what the app needs on each platform, and what each admin granted')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'Disconnect: unsubscribe, take permissions back, forget the secret')
            [CompletionResult]::new('webhooks', 'webhooks', [CompletionResultType]::ParameterValue, 'Show, set and end the app''s own webhooks')
            [CompletionResult]::new('listen', 'listen', [CompletionResultType]::ParameterValue, 'Receive what Meta delivers, show it, keep it and pass it on')
            [CompletionResult]::new('prove', 'prove', [CompletionResultType]::ParameterValue, 'Wait until a customer''s message arrives, or say what keeps it back')
            [CompletionResult]::new('deliveries', 'deliveries', [CompletionResultType]::ParameterValue, 'Look at what was received, send it once more, or erase it')
            [CompletionResult]::new('trigger', 'trigger', [CompletionResultType]::ParameterValue, 'Make a webhook of Meta''s and send it to a receiver under development')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Show what `apply` would change, as a diff; changes nothing')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Make the file''s connections true: what `plan` shows, and nothing else')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print the plan file of what stands')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'The data key that opens the sealed secrets')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Print the stored token of a connection, and nothing else')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send one text, to prove that a connection works')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'Show who did what and when')
            [CompletionResult]::new('open', 'open', [CompletionResultType]::ParameterValue, 'Open a connection, or a page of the app''s dashboard, in the browser')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain Meta''s error codes and the words of snorq, offline')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON schema of a command''s documents, or list the schemas')
            [CompletionResult]::new('sandbox', 'sandbox', [CompletionResultType]::ParameterValue, 'Run and arrange the small Meta inside snorq')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'snorq;help;app' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Register a Meta app as a profile')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the profiles')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a profile, with the redirect address to register')
            [CompletionResult]::new('use', 'use', [CompletionResultType]::ParameterValue, 'Choose the profile that commands use')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change a profile')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a profile, with its records and its app secret')
            break
        }
        'snorq;help;app;add' {
            break
        }
        'snorq;help;app;list' {
            break
        }
        'snorq;help;app;show' {
            break
        }
        'snorq;help;app;use' {
            break
        }
        'snorq;help;app;set' {
            break
        }
        'snorq;help;app;remove' {
            break
        }
        'snorq;help;connect' {
            [CompletionResult]::new('facebook', 'facebook', [CompletionResultType]::ParameterValue, 'Connect Facebook Pages and the Instagram accounts behind them')
            [CompletionResult]::new('instagram', 'instagram', [CompletionResultType]::ParameterValue, 'Connect Instagram accounts and the Pages that they stand on')
            [CompletionResult]::new('whatsapp', 'whatsapp', [CompletionResultType]::ParameterValue, 'Connect WhatsApp numbers')
            break
        }
        'snorq;help;connect;facebook' {
            break
        }
        'snorq;help;connect;instagram' {
            break
        }
        'snorq;help;connect;whatsapp' {
            break
        }
        'snorq;help;status' {
            break
        }
        'snorq;help;list' {
            break
        }
        'snorq;help;show' {
            break
        }
        'snorq;help;verify' {
            break
        }
        'snorq;help;refresh' {
            break
        }
        'snorq;help;doctor' {
            break
        }
        'snorq;help;permissions' {
            break
        }
        'snorq;help;revoke' {
            break
        }
        'snorq;help;webhooks' {
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set the app''s callback and fields of one kind of object')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show both layers of webhooks side by side')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'End the app''s webhooks of one kind of object')
            break
        }
        'snorq;help;webhooks;set' {
            break
        }
        'snorq;help;webhooks;status' {
            break
        }
        'snorq;help;webhooks;unset' {
            break
        }
        'snorq;help;listen' {
            break
        }
        'snorq;help;prove' {
            break
        }
        'snorq;help;deliveries' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List what was received, the newest last')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one delivery: what it tells, its header lines and body, and how it stands with each target')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Send deliveries once more, as they came')
            [CompletionResult]::new('purge', 'purge', [CompletionResultType]::ParameterValue, 'Erase what every target has, or with --undelivered everything')
            break
        }
        'snorq;help;deliveries;list' {
            break
        }
        'snorq;help;deliveries;show' {
            break
        }
        'snorq;help;deliveries;replay' {
            break
        }
        'snorq;help;deliveries;purge' {
            break
        }
        'snorq;help;trigger' {
            break
        }
        'snorq;help;plan' {
            break
        }
        'snorq;help;apply' {
            break
        }
        'snorq;help;export' {
            break
        }
        'snorq;help;key' {
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Make a new data key, and seal every secret anew with it')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print the data key, locked up under a passphrase, for another machine')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Keep a data key here that was exported on another machine')
            break
        }
        'snorq;help;key;rotate' {
            break
        }
        'snorq;help;key;export' {
            break
        }
        'snorq;help;key;import' {
            break
        }
        'snorq;help;token' {
            break
        }
        'snorq;help;send' {
            break
        }
        'snorq;help;log' {
            break
        }
        'snorq;help;open' {
            break
        }
        'snorq;help;explain' {
            break
        }
        'snorq;help;schema' {
            break
        }
        'snorq;help;sandbox' {
            [CompletionResult]::new('start', 'start', [CompletionResultType]::ParameterValue, 'Serve the sandbox for other programs, until interrupted')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Begin the sandbox''s world anew from its present seed')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Begin the sandbox''s world anew from a named seed; without a name, list the seeds')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show what the sandbox''s world holds')
            [CompletionResult]::new('credentials', 'credentials', [CompletionResultType]::ParameterValue, 'Print id and secret of the sandbox''s app, and ready-made tokens')
            [CompletionResult]::new('fault', 'fault', [CompletionResultType]::ParameterValue, 'Let the sandbox fail on request, also one that runs')
            [CompletionResult]::new('clock', 'clock', [CompletionResultType]::ParameterValue, 'Show the clock of the sandbox''s world, or push it forward')
            [CompletionResult]::new('person', 'person', [CompletionResultType]::ParameterValue, 'Do to a person of the sandbox what happens to people; without an event, show who there is')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change what the dashboard of the sandbox''s app would change; without a flag, show it')
            [CompletionResult]::new('event', 'event', [CompletionResultType]::ParameterValue, 'Let a customer write to a Page, an Instagram account or a WhatsApp number of the sandbox')
            [CompletionResult]::new('deliveries', 'deliveries', [CompletionResultType]::ParameterValue, 'Show what the app''s server was told, or why it was not told; tell it again')
            [CompletionResult]::new('save', 'save', [CompletionResultType]::ParameterValue, 'Write the sandbox''s world into a file')
            [CompletionResult]::new('load', 'load', [CompletionResultType]::ParameterValue, 'Replace the sandbox''s world with the one in a file')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON schema of a world''s file')
            break
        }
        'snorq;help;sandbox;start' {
            break
        }
        'snorq;help;sandbox;reset' {
            break
        }
        'snorq;help;sandbox;seed' {
            break
        }
        'snorq;help;sandbox;status' {
            break
        }
        'snorq;help;sandbox;credentials' {
            break
        }
        'snorq;help;sandbox;fault' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Set a fault')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Show the faults that are set')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Remove a fault, or all of them')
            break
        }
        'snorq;help;sandbox;fault;add' {
            break
        }
        'snorq;help;sandbox;fault;list' {
            break
        }
        'snorq;help;sandbox;fault;clear' {
            break
        }
        'snorq;help;sandbox;clock' {
            break
        }
        'snorq;help;sandbox;person' {
            break
        }
        'snorq;help;sandbox;set' {
            break
        }
        'snorq;help;sandbox;event' {
            [CompletionResult]::new('message', 'message', [CompletionResultType]::ParameterValue, 'The customer writes a text')
            [CompletionResult]::new('postback', 'postback', [CompletionResultType]::ParameterValue, 'The customer presses a button')
            [CompletionResult]::new('read', 'read', [CompletionResultType]::ParameterValue, 'The customer reads what came')
            [CompletionResult]::new('reaction', 'reaction', [CompletionResultType]::ParameterValue, 'The customer reacts to the last message')
            break
        }
        'snorq;help;sandbox;event;message' {
            break
        }
        'snorq;help;sandbox;event;postback' {
            break
        }
        'snorq;help;sandbox;event;read' {
            break
        }
        'snorq;help;sandbox;event;reaction' {
            break
        }
        'snorq;help;sandbox;deliveries' {
            break
        }
        'snorq;help;sandbox;save' {
            break
        }
        'snorq;help;sandbox;load' {
            break
        }
        'snorq;help;sandbox;schema' {
            break
        }
        'snorq;help;completions' {
            break
        }
        'snorq;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
