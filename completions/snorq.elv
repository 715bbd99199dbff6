
use builtin;
use str;

set edit:completion:arg-completer[snorq] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'snorq'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'snorq'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand app 'Register and choose Meta apps; each is a profile'
            cand connect 'Connect Pages, accounts and numbers'
            cand status 'Show how a profile stands, and the one thing to do next'
            cand list 'List what is connected'
            cand show 'Show one connection'
            cand verify 'Check that connections work, layer by layer'
            cand refresh 'Renew tokens without a login, as far as Meta allows'
            cand doctor 'Look for what is wrong with this machine, the profile and the app'
            cand permissions 'Show what the app needs on each platform, and what each admin granted'
            cand revoke 'Disconnect: unsubscribe, take permissions back, forget the secret'
            cand webhooks 'Show, set and end the app''s own webhooks'
            cand listen 'Receive what Meta delivers, show it, keep it and pass it on'
            cand prove 'Wait until a customer''s message arrives, or say what keeps it back'
            cand deliveries 'Look at what was received, send it once more, or erase it'
            cand trigger 'Make a webhook of Meta''s and send it to a receiver under development'
            cand plan 'Show what `apply` would change, as a diff; changes nothing'
            cand apply 'Make the file''s connections true: what `plan` shows, and nothing else'
            cand export 'Print the plan file of what stands'
            cand key 'The data key that opens the sealed secrets'
            cand token 'Print the stored token of a connection, and nothing else'
            cand send 'Send one text, to prove that a connection works'
            cand log 'Show who did what and when'
            cand open 'Open a connection, or a page of the app''s dashboard, in the browser'
            cand explain 'Explain Meta''s error codes and the words of snorq, offline'
            cand schema 'Print the JSON schema of a command''s documents, or list the schemas'
            cand sandbox 'Run and arrange the small Meta inside snorq'
            cand completions 'Print the completion script of a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;app'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand add 'Register a Meta app as a profile'
            cand list 'List the profiles'
            cand show 'Show a profile, with the redirect address to register'
            cand use 'Choose the profile that commands use'
            cand set 'Change a profile'
            cand remove 'Remove a profile, with its records and its app secret'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;app;add'= {
            cand --app-id 'App id, from the app''s dashboard'
            cand --config-id 'Login configuration of Facebook Login for Business, in place of single permissions'
            cand --whatsapp-config-id 'Login configuration of WhatsApp Embedded Signup'
            cand --graph-version 'Graph version [default: the one this snorq was built for]'
            cand --redirect-port 'Fixed port of the redirect address'
            cand --https 'Whether the redirect address is https, as a live app needs'
            cand --fields 'Webhook fields, separated by commas [default: what an inbox needs]'
            cand --graph-url 'Another Graph address than Meta''s'
            cand --dialog-url 'Another address of the login dialog than Meta''s'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --secret-stdin 'Take the app secret from standard input'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;app;list'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;app;show'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;app;use'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;app;set'= {
            cand --config-id 'Login configuration of Facebook Login for Business, in place of single permissions'
            cand --whatsapp-config-id 'Login configuration of WhatsApp Embedded Signup'
            cand --graph-version 'Graph version [default: the one this snorq was built for]'
            cand --redirect-port 'Fixed port of the redirect address'
            cand --https 'Whether the redirect address is https, as a live app needs'
            cand --fields 'Webhook fields, separated by commas [default: what an inbox needs]'
            cand --graph-url 'Another Graph address than Meta''s'
            cand --dialog-url 'Another address of the login dialog than Meta''s'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --secret-stdin 'Take a new app secret from standard input, after it was reset in the dashboard'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;app;remove'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;app;help'= {
            cand add 'Register a Meta app as a profile'
            cand list 'List the profiles'
            cand show 'Show a profile, with the redirect address to register'
            cand use 'Choose the profile that commands use'
            cand set 'Change a profile'
            cand remove 'Remove a profile, with its records and its app secret'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;app;help;add'= {
        }
        &'snorq;app;help;list'= {
        }
        &'snorq;app;help;show'= {
        }
        &'snorq;app;help;use'= {
        }
        &'snorq;app;help;set'= {
        }
        &'snorq;app;help;remove'= {
        }
        &'snorq;app;help;help'= {
        }
        &'snorq;connect'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand facebook 'Connect Facebook Pages and the Instagram accounts behind them'
            cand instagram 'Connect Instagram accounts and the Pages that they stand on'
            cand whatsapp 'Connect WhatsApp numbers'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;connect;facebook'= {
            cand --page 'A Page to connect, by ref, id or name; repeat for more'
            cand --fields 'Webhook fields to subscribe to, separated by commas [default: what an inbox needs]'
            cand --cert 'Certificate chain for --https, in PEM [default: one made on the spot]'
            cand --key 'Private key of --cert, in PEM'
            cand --port 'Listen on this port [default: a free one; with --https 8443]'
            cand --expect-user 'The id of the person or system user who has to log in: with anybody else nothing is recorded, exit code 3'
            cand --consent 'Sandbox only: who consents, you in a browser or a robot [default: you, if there is a browser]'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --no-instagram 'Leave the Instagram accounts behind the Pages alone'
            cand --all 'Everything that can be connected'
            cand --rerequest 'Ask again for what was declined earlier'
            cand --dry-run 'Log in and show what would be done; change nothing'
            cand --token-stdin 'Take a user or system-user token from standard input instead of logging in'
            cand --no-browser 'Do not open a browser; print the address'
            cand --paste 'Do not listen; paste the address that the browser ended on (ssh, containers)'
            cand --https 'Listen on `https://localhost`, as live apps need; the address must be registered'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;connect;instagram'= {
            cand --account 'An account to connect, by ref, id or handle; repeat for more'
            cand --fields 'Webhook fields to subscribe to, separated by commas [default: what an inbox needs]'
            cand --cert 'Certificate chain for --https, in PEM [default: one made on the spot]'
            cand --key 'Private key of --cert, in PEM'
            cand --port 'Listen on this port [default: a free one; with --https 8443]'
            cand --expect-user 'The id of the person or system user who has to log in: with anybody else nothing is recorded, exit code 3'
            cand --consent 'Sandbox only: who consents, you in a browser or a robot [default: you, if there is a browser]'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --all 'Everything that can be connected'
            cand --rerequest 'Ask again for what was declined earlier'
            cand --dry-run 'Log in and show what would be done; change nothing'
            cand --token-stdin 'Take a user or system-user token from standard input instead of logging in'
            cand --no-browser 'Do not open a browser; print the address'
            cand --paste 'Do not listen; paste the address that the browser ended on (ssh, containers)'
            cand --https 'Listen on `https://localhost`, as live apps need; the address must be registered'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;connect;whatsapp'= {
            cand --redirect-uri 'The redirect address that the code was made for; a code of the JavaScript SDK has none'
            cand --waba 'Only this account, by its id; repeat for more'
            cand --phone 'A number to connect, by ref, phone number id, number or name; repeat for more'
            cand --callback-url 'Send the account''s webhooks to this address in place of the app''s'
            cand --request-code 'Have Meta send the owner of the recorded --phone a code, by sms or voice'
            cand --language 'The language of that code'
            cand --cert 'Certificate chain for --https, in PEM [default: one made on the spot]'
            cand --key 'Private key of --cert, in PEM'
            cand --port 'Listen on this port [default: a free one; with --https 8443]'
            cand --expect-user 'The id of the person or system user who has to log in: with anybody else nothing is recorded, exit code 3'
            cand --consent 'Sandbox only: who consents, you in a browser or a robot [default: you, if there is a browser]'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --popup 'Sign up in a popup of a page on `https://localhost`, as Meta''s guide describes: needs JavaScript, and that page''s address in the app''s allowed domains'
            cand --redirect 'Sign up by a redirect in the browser: needs the app''s WhatsApp configuration, and no JavaScript; the default'
            cand --hosted 'Print a link to Meta''s own signup page, which can be sent to a customer, and wait; may be stopped and started anew'
            cand --token-stdin 'Take a business or system-user token from standard input'
            cand --code-stdin 'Take the code of a signup from standard input; it lives thirty seconds'
            cand --system-token-stdin 'With --hosted: take the token of your own system user from standard input'
            cand --all 'Every number, and every account that has none yet'
            cand --pin-stdin 'Take PINs from standard input: six digits for one number, a line `PHONE_ID PIN` for each of several'
            cand --no-register 'Do not register numbers; those that need it are recorded as pending'
            cand --verify-token-stdin 'Take the verify token of --callback-url from standard input'
            cand --verify-code-stdin 'Take the owner''s code from standard input, verify the recorded --phone with it, and go on with that number'
            cand --no-browser 'Do not open a browser; print the address'
            cand --paste 'Do not listen; paste the address that the browser ended on (ssh, containers)'
            cand --https 'Listen on `https://localhost`, as live apps need; the address must be registered'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;connect;help'= {
            cand facebook 'Connect Facebook Pages and the Instagram accounts behind them'
            cand instagram 'Connect Instagram accounts and the Pages that they stand on'
            cand whatsapp 'Connect WhatsApp numbers'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;connect;help;facebook'= {
        }
        &'snorq;connect;help;instagram'= {
        }
        &'snorq;connect;help;whatsapp'= {
        }
        &'snorq;connect;help;help'= {
        }
        &'snorq;status'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;list'= {
            cand --platform 'Only this platform: facebook, instagram, whatsapp; repeat for more'
            cand --status 'Only this status: pending, active, expired, error, disconnected; repeat for more'
            cand --name 'Only those with this text in their name or handle, in capitals or not'
            cand --waba 'Only the numbers of this WhatsApp Business account'
            cand --stale 'Only those that verify did not find well within this time: 36h, 14d, 2w'
            cand --sort 'Sort by these columns; -COLUMN sorts downwards. What is absent comes last [default: oldest first]'
            cand --columns 'Show these columns, in this order; their names are those of the JSON document'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --all-profiles 'Of every profile, not only the chosen one'
            cand --csv 'Write comma-separated values, all columns unless --columns picks'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;show'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;verify'= {
            cand --within 'What ends within this time is a finding: 36h, 14d, 2w'
            cand --watch 'Check again after this time, until interrupted, and show what has changed: 90s, 5m, 1h'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --all 'Every connection of the profile'
            cand --fix 'Mend what needs no login: subscribe again, restore fields and callbacks, end half-done work; then check again. No number is registered by it'
            cand --json-lines 'Write one finding a line as JSON, as they come'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;refresh'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --all 'Every connection of the profile'
            cand --system-token-stdin 'For WhatsApp tokens that end: take the token of your own system user from standard input'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;doctor'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --offline 'Ask nobody: look at what is on this machine only'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;permissions'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;revoke'= {
            cand --platform 'With --all: only those on this platform: facebook, instagram, whatsapp'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --all 'Every connection of the profile'
            cand --keep-permissions 'Leave the permissions of the person who logged in as they are'
            cand --local-only 'Only forget the connection here, for a platform that is gone: nothing is changed at Meta'
            cand --deregister 'Take WhatsApp numbers off the platform as well; they then neither send nor receive, for nobody'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;webhooks'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand set 'Set the app''s callback and fields of one kind of object'
            cand status 'Show both layers of webhooks side by side'
            cand unset 'End the app''s webhooks of one kind of object'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;webhooks;set'= {
            cand --object 'page, instagram or `whatsapp_business_account`'
            cand --callback-url 'Where Meta delivers: an https address that the world can reach'
            cand --fields 'Fields, separated by commas, and no others [default: what an inbox needs, beside those that stand]'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --verify-token-stdin 'Take the verify token, which the callback expects, from standard input [default: the one that `snorq listen` expects]'
            cand --no-probe 'Leave the callback to Meta: for one that answers nobody else'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;webhooks;status'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;webhooks;unset'= {
            cand --object 'page, instagram or `whatsapp_business_account`'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;webhooks;help'= {
            cand set 'Set the app''s callback and fields of one kind of object'
            cand status 'Show both layers of webhooks side by side'
            cand unset 'End the app''s webhooks of one kind of object'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;webhooks;help;set'= {
        }
        &'snorq;webhooks;help;status'= {
        }
        &'snorq;webhooks;help;unset'= {
        }
        &'snorq;webhooks;help;help'= {
        }
        &'snorq;listen'= {
            cand --port 'Port [default: a free one]'
            cand --public-url 'The https address under which Meta reaches it, through a proxy'
            cand --forward 'Pass each delivery on to this address; can be repeated'
            cand --keep 'How long a body stays on the disk once every target has it: 12h, 3d'
            cand --keep-size 'How much may be kept, in MiB; what waits for a target is never dropped, so a full disk takes nothing more'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --bodies 'Show the body of each delivery as well'
            cand --secret-stdin 'Take another secret that may sign from standard input: the one before a reset, or that of Instagram Login'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;prove'= {
            cand --port 'Port to listen on [default: a free one]'
            cand --public-url 'The https address under which Meta reaches that port'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;deliveries'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List what was received, the newest last'
            cand show 'Show one delivery: what it tells, its header lines and body, and how it stands with each target'
            cand replay 'Send deliveries once more, as they came'
            cand purge 'Erase what every target has, or with --undelivered everything'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;deliveries;list'= {
            cand --kind 'Of this kind (text, image, echo, read …) or this field (messages, feed …)'
            cand --state 'Whose delivery stands so with some target'
            cand --within 'Received within this time: 90s, 5m, 1h, 2d'
            cand --limit 'The newest so many'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;deliveries;show'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --body 'Write the body alone, byte for byte'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;deliveries;replay'= {
            cand --to 'To this address'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --failed 'Everything that was given up'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;deliveries;purge'= {
            cand --older-than 'Only what is older than this: 12h, 3d'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --undelivered 'Also what waits for a target or was given up'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;deliveries;help'= {
            cand list 'List what was received, the newest last'
            cand show 'Show one delivery: what it tells, its header lines and body, and how it stands with each target'
            cand replay 'Send deliveries once more, as they came'
            cand purge 'Erase what every target has, or with --undelivered everything'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;deliveries;help;list'= {
        }
        &'snorq;deliveries;help;show'= {
        }
        &'snorq;deliveries;help;replay'= {
        }
        &'snorq;deliveries;help;purge'= {
        }
        &'snorq;deliveries;help;help'= {
        }
        &'snorq;trigger'= {
            cand --to 'The receiver'
            cand --asset 'The Page, Instagram account or WhatsApp account that it is about'
            cand --number 'The WhatsApp number that it is about'
            cand --from 'The customer'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;plan'= {
            cand -f 'The plan file; - is standard input. Its schema: snorq schema plan-file'
            cand --file 'The plan file; - is standard input. Its schema: snorq schema plan-file'
            cand --format 'How the file is written [default: as its name ends, else JSON if it begins with {, else TOML]'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --prune 'Disconnect what the file does not name, and take away callbacks of accounts that it names without one'
            cand --exit-code 'End with exit code 5 if there are changes'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;apply'= {
            cand -f 'The plan file; - is standard input. Its schema: snorq schema plan-file'
            cand --file 'The plan file; - is standard input. Its schema: snorq schema plan-file'
            cand --format 'How the file is written [default: as its name ends, else JSON if it begins with {, else TOML]'
            cand --as-planned 'Do nothing that this plan does not say: what `plan --json` printed'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --prune 'Disconnect what the file does not name, and take away callbacks of accounts that it names without one'
            cand --token-stdin 'Take a user or system-user token from standard input in place of the stored logins'
            cand --verify-token-stdin 'Take the verify tokens of callbacks from standard input [default: `SNORQ_VERIFY_TOKEN`]'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;export'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;key'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand rotate 'Make a new data key, and seal every secret anew with it'
            cand export 'Print the data key, locked up under a passphrase, for another machine'
            cand import 'Keep a data key here that was exported on another machine'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;key;rotate'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;key;export'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --passphrase-stdin 'Take the passphrase from standard input'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;key;import'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --passphrase-stdin 'Take the passphrase from standard input'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;key;help'= {
            cand rotate 'Make a new data key, and seal every secret anew with it'
            cand export 'Print the data key, locked up under a passphrase, for another machine'
            cand import 'Keep a data key here that was exported on another machine'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;key;help;rotate'= {
        }
        &'snorq;key;help;export'= {
        }
        &'snorq;key;help;import'= {
        }
        &'snorq;key;help;help'= {
        }
        &'snorq;token'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;send'= {
            cand --to 'Who gets it: a PSID, an Instagram-scoped id, a WhatsApp number or a business-scoped user id'
            cand --text 'The text'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --text-stdin 'Take the text from standard input'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;log'= {
            cand -n 'How many entries to show, the newest last'
            cand --limit 'How many entries to show, the newest last'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --all-profiles 'Of every profile, not only the chosen one'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;open'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --no-browser 'Print the address only'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;explain'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;schema'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand start 'Serve the sandbox for other programs, until interrupted'
            cand reset 'Begin the sandbox''s world anew from its present seed'
            cand seed 'Begin the sandbox''s world anew from a named seed; without a name, list the seeds'
            cand status 'Show what the sandbox''s world holds'
            cand credentials 'Print id and secret of the sandbox''s app, and ready-made tokens'
            cand fault 'Let the sandbox fail on request, also one that runs'
            cand clock 'Show the clock of the sandbox''s world, or push it forward'
            cand person 'Do to a person of the sandbox what happens to people; without an event, show who there is'
            cand set 'Change what the dashboard of the sandbox''s app would change; without a flag, show it'
            cand event 'Let a customer write to a Page, an Instagram account or a WhatsApp number of the sandbox'
            cand deliveries 'Show what the app''s server was told, or why it was not told; tell it again'
            cand save 'Write the sandbox''s world into a file'
            cand load 'Replace the sandbox''s world with the one in a file'
            cand schema 'Print the JSON schema of a world''s file'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;sandbox;start'= {
            cand --port 'Port [default: a free one]'
            cand --public 'Listen on every address of this machine, for requests to these names or numbers; its pages then ask for a password, which is made for this run unless --secret-stdin gives it'
            cand --cors 'Let pages of these origins call the API and read its answers, as `http://localhost:3000`'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --secret-stdin 'Read the password of a public sandbox''s pages from standard input'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;reset'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;seed'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;status'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;credentials'= {
            cand --person 'Only the tokens of this person; `snorq sandbox person` shows who there is'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --new-secret 'Reset the app''s secret first, as its dashboard would: every token dies (190), the ready-made ones are made anew'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;fault'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand add 'Set a fault'
            cand list 'Show the faults that are set'
            cand clear 'Remove a fault, or all of them'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;sandbox;fault;add'= {
            cand --matching 'Only requests with this in `METHOD /path`; `*` is anything, the version may be left out'
            cand --times 'How many requests it strikes [default: all, until it is cleared]'
            cand --skip 'How many requests pass first'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;fault;list'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;fault;clear'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;fault;help'= {
            cand add 'Set a fault'
            cand list 'Show the faults that are set'
            cand clear 'Remove a fault, or all of them'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;sandbox;fault;help;add'= {
        }
        &'snorq;sandbox;fault;help;list'= {
        }
        &'snorq;sandbox;fault;help;clear'= {
        }
        &'snorq;sandbox;fault;help;help'= {
        }
        &'snorq;sandbox;clock'= {
            cand --ahead 'Push it forward by this time, such as 90s, 5m, 2h or 61d'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --reset 'Set it to the machine''s time first'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;person'= {
            cand --person 'Who [default: the first one]'
            cand --page 'The Page of a lost role'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;set'= {
            cand --mode 'Who can log in: people with a role on the app, or everybody'
            cand --require-proof 'Refuse calls without a proof of the app secret'
            cand --redirects 'Valid OAuth redirect addresses in place of those that there are; `*` at the end is anything'
            cand --sdk-domains 'Allowed domains for the JavaScript SDK, in place of those that there are'
            cand --standard 'Permissions with standard access only: in live mode nobody without a role can grant them'
            cand --withheld 'Permissions that no use case of the app offers: the dialog drops them without a word'
            cand --login 'Whether the dialog lets anybody in, or shows "Feature unavailable"'
            cand --deauthorize-url 'Who is told that a person removed the app; `none` for nobody'
            cand --data-deletion-url 'Who is asked to delete a person''s data; `none` for nobody'
            cand --enforce-limits 'Refuse calls above the limits'
            cand --limit 'Calls that a limit lets through in its hour or day, as app=200; also user, page-by-user, page, instagram and whatsapp'
            cand --callbacks 'Where callbacks may be on this machine or in a private network, as `http://localhost:3000`; `any` for every port of this machine, `none` for none of it'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;event'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand message 'The customer writes a text'
            cand postback 'The customer presses a button'
            cand read 'The customer reads what came'
            cand reaction 'The customer reacts to the last message'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;sandbox;event;message'= {
            cand --to 'The Page, Instagram account or WhatsApp number: its ref, id or name'
            cand --from 'The customer: an id that the asset knows the person by, or a phone number [default: the same one each time]'
            cand --name 'The customer''s name'
            cand --text 'The text'
            cand --username 'WhatsApp: the customer took this username and hides the phone number'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --stranger 'The customer has no role on the app, which in development mode hears nothing of it'
            cand --empty-phone 'WhatsApp: the hidden phone number is sent as an empty text and not left out'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;event;postback'= {
            cand --to 'The Page, Instagram account or WhatsApp number: its ref, id or name'
            cand --from 'The customer: an id that the asset knows the person by, or a phone number [default: the same one each time]'
            cand --name 'The customer''s name'
            cand --title 'What stands on the button'
            cand --payload 'What the button carries'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --stranger 'The customer has no role on the app, which in development mode hears nothing of it'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;event;read'= {
            cand --to 'The Page, Instagram account or WhatsApp number: its ref, id or name'
            cand --from 'The customer: an id that the asset knows the person by, or a phone number [default: the same one each time]'
            cand --name 'The customer''s name'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --stranger 'The customer has no role on the app, which in development mode hears nothing of it'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;event;reaction'= {
            cand --to 'The Page, Instagram account or WhatsApp number: its ref, id or name'
            cand --from 'The customer: an id that the asset knows the person by, or a phone number [default: the same one each time]'
            cand --name 'The customer''s name'
            cand --emoji 'The emoji'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --stranger 'The customer has no role on the app, which in development mode hears nothing of it'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;event;help'= {
            cand message 'The customer writes a text'
            cand postback 'The customer presses a button'
            cand read 'The customer reads what came'
            cand reaction 'The customer reacts to the last message'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;sandbox;event;help;message'= {
        }
        &'snorq;sandbox;event;help;postback'= {
        }
        &'snorq;sandbox;event;help;read'= {
        }
        &'snorq;sandbox;event;help;reaction'= {
        }
        &'snorq;sandbox;event;help;help'= {
        }
        &'snorq;sandbox;deliveries'= {
            cand --redeliver 'Deliver this one again'
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --failed 'Deliver everything again that was given up'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;save'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;load'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;schema'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;sandbox;help'= {
            cand start 'Serve the sandbox for other programs, until interrupted'
            cand reset 'Begin the sandbox''s world anew from its present seed'
            cand seed 'Begin the sandbox''s world anew from a named seed; without a name, list the seeds'
            cand status 'Show what the sandbox''s world holds'
            cand credentials 'Print id and secret of the sandbox''s app, and ready-made tokens'
            cand fault 'Let the sandbox fail on request, also one that runs'
            cand clock 'Show the clock of the sandbox''s world, or push it forward'
            cand person 'Do to a person of the sandbox what happens to people; without an event, show who there is'
            cand set 'Change what the dashboard of the sandbox''s app would change; without a flag, show it'
            cand event 'Let a customer write to a Page, an Instagram account or a WhatsApp number of the sandbox'
            cand deliveries 'Show what the app''s server was told, or why it was not told; tell it again'
            cand save 'Write the sandbox''s world into a file'
            cand load 'Replace the sandbox''s world with the one in a file'
            cand schema 'Print the JSON schema of a world''s file'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;sandbox;help;start'= {
        }
        &'snorq;sandbox;help;reset'= {
        }
        &'snorq;sandbox;help;seed'= {
        }
        &'snorq;sandbox;help;status'= {
        }
        &'snorq;sandbox;help;credentials'= {
        }
        &'snorq;sandbox;help;fault'= {
            cand add 'Set a fault'
            cand list 'Show the faults that are set'
            cand clear 'Remove a fault, or all of them'
        }
        &'snorq;sandbox;help;fault;add'= {
        }
        &'snorq;sandbox;help;fault;list'= {
        }
        &'snorq;sandbox;help;fault;clear'= {
        }
        &'snorq;sandbox;help;clock'= {
        }
        &'snorq;sandbox;help;person'= {
        }
        &'snorq;sandbox;help;set'= {
        }
        &'snorq;sandbox;help;event'= {
            cand message 'The customer writes a text'
            cand postback 'The customer presses a button'
            cand read 'The customer reads what came'
            cand reaction 'The customer reacts to the last message'
        }
        &'snorq;sandbox;help;event;message'= {
        }
        &'snorq;sandbox;help;event;postback'= {
        }
        &'snorq;sandbox;help;event;read'= {
        }
        &'snorq;sandbox;help;event;reaction'= {
        }
        &'snorq;sandbox;help;deliveries'= {
        }
        &'snorq;sandbox;help;save'= {
        }
        &'snorq;sandbox;help;load'= {
        }
        &'snorq;sandbox;help;schema'= {
        }
        &'snorq;sandbox;help;help'= {
        }
        &'snorq;completions'= {
            cand --profile 'Which app to use [default: the one chosen with `snorq app use`]'
            cand --timeout 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]'
            cand --color 'When to use colours'
            cand --sandbox 'Use the sandbox inside snorq: the same as --profile sandbox'
            cand --json 'Write the result as one JSON document, and errors as one on stderr'
            cand --no-input 'Never ask: a needed answer becomes an error that names the flag'
            cand -y 'Answer yes to confirmations'
            cand --yes 'Answer yes to confirmations'
            cand -q 'Say less'
            cand --quiet 'Say less'
            cand -v 'Say more on stderr, without secrets; repeat for more'
            cand --verbose 'Say more on stderr, without secrets; repeat for more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'snorq;help'= {
            cand app 'Register and choose Meta apps; each is a profile'
            cand connect 'Connect Pages, accounts and numbers'
            cand status 'Show how a profile stands, and the one thing to do next'
            cand list 'List what is connected'
            cand show 'Show one connection'
            cand verify 'Check that connections work, layer by layer'
            cand refresh 'Renew tokens without a login, as far as Meta allows'
            cand doctor 'Look for what is wrong with this machine, the profile and the app'
            cand permissions 'Show what the app needs on each platform, and what each admin granted'
            cand revoke 'Disconnect: unsubscribe, take permissions back, forget the secret'
            cand webhooks 'Show, set and end the app''s own webhooks'
            cand listen 'Receive what Meta delivers, show it, keep it and pass it on'
            cand prove 'Wait until a customer''s message arrives, or say what keeps it back'
            cand deliveries 'Look at what was received, send it once more, or erase it'
            cand trigger 'Make a webhook of Meta''s and send it to a receiver under development'
            cand plan 'Show what `apply` would change, as a diff; changes nothing'
            cand apply 'Make the file''s connections true: what `plan` shows, and nothing else'
            cand export 'Print the plan file of what stands'
            cand key 'The data key that opens the sealed secrets'
            cand token 'Print the stored token of a connection, and nothing else'
            cand send 'Send one text, to prove that a connection works'
            cand log 'Show who did what and when'
            cand open 'Open a connection, or a page of the app''s dashboard, in the browser'
            cand explain 'Explain Meta''s error codes and the words of snorq, offline'
            cand schema 'Print the JSON schema of a command''s documents, or list the schemas'
            cand sandbox 'Run and arrange the small Meta inside snorq'
            cand completions 'Print the completion script of a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'snorq;help;app'= {
            cand add 'Register a Meta app as a profile'
            cand list 'List the profiles'
            cand show 'Show a profile, with the redirect address to register'
            cand use 'Choose the profile that commands use'
            cand set 'Change a profile'
            cand remove 'Remove a profile, with its records and its app secret'
        }
        &'snorq;help;app;add'= {
        }
        &'snorq;help;app;list'= {
        }
        &'snorq;help;app;show'= {
        }
        &'snorq;help;app;use'= {
        }
        &'snorq;help;app;set'= {
        }
        &'snorq;help;app;remove'= {
        }
        &'snorq;help;connect'= {
            cand facebook 'Connect Facebook Pages and the Instagram accounts behind them'
            cand instagram 'Connect Instagram accounts and the Pages that they stand on'
            cand whatsapp 'Connect WhatsApp numbers'
        }
        &'snorq;help;connect;facebook'= {
        }
        &'snorq;help;connect;instagram'= {
        }
        &'snorq;help;connect;whatsapp'= {
        }
        &'snorq;help;status'= {
        }
        &'snorq;help;list'= {
        }
        &'snorq;help;show'= {
        }
        &'snorq;help;verify'= {
        }
        &'snorq;help;refresh'= {
        }
        &'snorq;help;doctor'= {
        }
        &'snorq;help;permissions'= {
        }
        &'snorq;help;revoke'= {
        }
        &'snorq;help;webhooks'= {
            cand set 'Set the app''s callback and fields of one kind of object'
            cand status 'Show both layers of webhooks side by side'
            cand unset 'End the app''s webhooks of one kind of object'
        }
        &'snorq;help;webhooks;set'= {
        }
        &'snorq;help;webhooks;status'= {
        }
        &'snorq;help;webhooks;unset'= {
        }
        &'snorq;help;listen'= {
        }
        &'snorq;help;prove'= {
        }
        &'snorq;help;deliveries'= {
            cand list 'List what was received, the newest last'
            cand show 'Show one delivery: what it tells, its header lines and body, and how it stands with each target'
            cand replay 'Send deliveries once more, as they came'
            cand purge 'Erase what every target has, or with --undelivered everything'
        }
        &'snorq;help;deliveries;list'= {
        }
        &'snorq;help;deliveries;show'= {
        }
        &'snorq;help;deliveries;replay'= {
        }
        &'snorq;help;deliveries;purge'= {
        }
        &'snorq;help;trigger'= {
        }
        &'snorq;help;plan'= {
        }
        &'snorq;help;apply'= {
        }
        &'snorq;help;export'= {
        }
        &'snorq;help;key'= {
            cand rotate 'Make a new data key, and seal every secret anew with it'
            cand export 'Print the data key, locked up under a passphrase, for another machine'
            cand import 'Keep a data key here that was exported on another machine'
        }
        &'snorq;help;key;rotate'= {
        }
        &'snorq;help;key;export'= {
        }
        &'snorq;help;key;import'= {
        }
        &'snorq;help;token'= {
        }
        &'snorq;help;send'= {
        }
        &'snorq;help;log'= {
        }
        &'snorq;help;open'= {
        }
        &'snorq;help;explain'= {
        }
        &'snorq;help;schema'= {
        }
        &'snorq;help;sandbox'= {
            cand start 'Serve the sandbox for other programs, until interrupted'
            cand reset 'Begin the sandbox''s world anew from its present seed'
            cand seed 'Begin the sandbox''s world anew from a named seed; without a name, list the seeds'
            cand status 'Show what the sandbox''s world holds'
            cand credentials 'Print id and secret of the sandbox''s app, and ready-made tokens'
            cand fault 'Let the sandbox fail on request, also one that runs'
            cand clock 'Show the clock of the sandbox''s world, or push it forward'
            cand person 'Do to a person of the sandbox what happens to people; without an event, show who there is'
            cand set 'Change what the dashboard of the sandbox''s app would change; without a flag, show it'
            cand event 'Let a customer write to a Page, an Instagram account or a WhatsApp number of the sandbox'
            cand deliveries 'Show what the app''s server was told, or why it was not told; tell it again'
            cand save 'Write the sandbox''s world into a file'
            cand load 'Replace the sandbox''s world with the one in a file'
            cand schema 'Print the JSON schema of a world''s file'
        }
        &'snorq;help;sandbox;start'= {
        }
        &'snorq;help;sandbox;reset'= {
        }
        &'snorq;help;sandbox;seed'= {
        }
        &'snorq;help;sandbox;status'= {
        }
        &'snorq;help;sandbox;credentials'= {
        }
        &'snorq;help;sandbox;fault'= {
            cand add 'Set a fault'
            cand list 'Show the faults that are set'
            cand clear 'Remove a fault, or all of them'
        }
        &'snorq;help;sandbox;fault;add'= {
        }
        &'snorq;help;sandbox;fault;list'= {
        }
        &'snorq;help;sandbox;fault;clear'= {
        }
        &'snorq;help;sandbox;clock'= {
        }
        &'snorq;help;sandbox;person'= {
        }
        &'snorq;help;sandbox;set'= {
        }
        &'snorq;help;sandbox;event'= {
            cand message 'The customer writes a text'
            cand postback 'The customer presses a button'
            cand read 'The customer reads what came'
            cand reaction 'The customer reacts to the last message'
        }
        &'snorq;help;sandbox;event;message'= {
        }
        &'snorq;help;sandbox;event;postback'= {
        }
        &'snorq;help;sandbox;event;read'= {
        }
        &'snorq;help;sandbox;event;reaction'= {
        }
        &'snorq;help;sandbox;deliveries'= {
        }
        &'snorq;help;sandbox;save'= {
        }
        &'snorq;help;sandbox;load'= {
        }
        &'snorq;help;sandbox;schema'= {
        }
        &'snorq;help;completions'= {
        }
        &'snorq;help;help'= {
        }
    ]
    $completions[$command]
}
