# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_snorq_global_optspecs
    string join \n profile= sandbox json no-input timeout= y/yes q/quiet v/verbose color= h/help V/version
end

function __fish_snorq_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_snorq_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_snorq_using_subcommand
    set -l cmd (__fish_snorq_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c snorq -n "__fish_snorq_needs_command" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_needs_command" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_needs_command" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_needs_command" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_needs_command" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_needs_command" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_needs_command" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_needs_command" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_needs_command" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_needs_command" -s V -l version -d 'Print version'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "app" -d 'Register and choose Meta apps; each is a profile'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "connect" -d 'Connect Pages, accounts and numbers'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "status" -d 'Show how a profile stands, and the one thing to do next'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "list" -d 'List what is connected'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "show" -d 'Show one connection'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "verify" -d 'Check that connections work, layer by layer'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "refresh" -d 'Renew tokens without a login, as far as Meta allows'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "doctor" -d 'Look for what is wrong with this machine, the profile and the app'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "permissions" -d 'Show what the app needs on each platform, and what each admin granted'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "revoke" -d 'Disconnect: unsubscribe, take permissions back, forget the secret'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "webhooks" -d 'Show, set and end the app\'s own webhooks'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "listen" -d 'Receive what Meta delivers, show it, keep it and pass it on'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "prove" -d 'Wait until a customer\'s message arrives, or say what keeps it back'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "deliveries" -d 'Look at what was received, send it once more, or erase it'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "trigger" -d 'Make a webhook of Meta\'s and send it to a receiver under development'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "plan" -d 'Show what `apply` would change, as a diff; changes nothing'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "apply" -d 'Make the file\'s connections true: what `plan` shows, and nothing else'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "export" -d 'Print the plan file of what stands'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "key" -d 'The data key that opens the sealed secrets'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "token" -d 'Print the stored token of a connection, and nothing else'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "send" -d 'Send one text, to prove that a connection works'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "log" -d 'Show who did what and when'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "open" -d 'Open a connection, or a page of the app\'s dashboard, in the browser'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "explain" -d 'Explain Meta\'s error codes and the words of snorq, offline'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "schema" -d 'Print the JSON schema of a command\'s documents, or list the schemas'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "sandbox" -d 'Run and arrange the small Meta inside snorq'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c snorq -n "__fish_snorq_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -f -a "add" -d 'Register a Meta app as a profile'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -f -a "list" -d 'List the profiles'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -f -a "show" -d 'Show a profile, with the redirect address to register'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -f -a "use" -d 'Choose the profile that commands use'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -f -a "set" -d 'Change a profile'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -f -a "remove" -d 'Remove a profile, with its records and its app secret'
complete -c snorq -n "__fish_snorq_using_subcommand app; and not __fish_seen_subcommand_from add list show use set remove help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l app-id -d 'App id, from the app\'s dashboard' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l config-id -d 'Login configuration of Facebook Login for Business, in place of single permissions' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l whatsapp-config-id -d 'Login configuration of WhatsApp Embedded Signup' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l graph-version -d 'Graph version [default: the one this snorq was built for]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l redirect-port -d 'Fixed port of the redirect address' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l https -d 'Whether the redirect address is https, as a live app needs' -r -f -a "true\t''
false\t''"
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l fields -d 'Webhook fields, separated by commas [default: what an inbox needs]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l graph-url -d 'Another Graph address than Meta\'s' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l dialog-url -d 'Another address of the login dialog than Meta\'s' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l secret-stdin -d 'Take the app secret from standard input'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from list" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from list" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from list" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from list" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from show" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from show" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from show" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from show" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from use" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from use" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from use" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from use" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from use" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from use" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from use" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from use" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from use" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from use" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l config-id -d 'Login configuration of Facebook Login for Business, in place of single permissions' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l whatsapp-config-id -d 'Login configuration of WhatsApp Embedded Signup' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l graph-version -d 'Graph version [default: the one this snorq was built for]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l redirect-port -d 'Fixed port of the redirect address' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l https -d 'Whether the redirect address is https, as a live app needs' -r -f -a "true\t''
false\t''"
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l fields -d 'Webhook fields, separated by commas [default: what an inbox needs]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l graph-url -d 'Another Graph address than Meta\'s' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l dialog-url -d 'Another address of the login dialog than Meta\'s' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l secret-stdin -d 'Take a new app secret from standard input, after it was reset in the dashboard'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from remove" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from remove" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from remove" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from remove" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from remove" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from remove" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from help" -f -a "add" -d 'Register a Meta app as a profile'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the profiles'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a profile, with the redirect address to register'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from help" -f -a "use" -d 'Choose the profile that commands use'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from help" -f -a "set" -d 'Change a profile'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Remove a profile, with its records and its app secret'
complete -c snorq -n "__fish_snorq_using_subcommand app; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -f -a "facebook" -d 'Connect Facebook Pages and the Instagram accounts behind them'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -f -a "instagram" -d 'Connect Instagram accounts and the Pages that they stand on'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -f -a "whatsapp" -d 'Connect WhatsApp numbers'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and not __fish_seen_subcommand_from facebook instagram whatsapp help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l page -d 'A Page to connect, by ref, id or name; repeat for more' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l fields -d 'Webhook fields to subscribe to, separated by commas [default: what an inbox needs]' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l cert -d 'Certificate chain for --https, in PEM [default: one made on the spot]' -r -F
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l key -d 'Private key of --cert, in PEM' -r -F
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l port -d 'Listen on this port [default: a free one; with --https 8443]' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l expect-user -d 'The id of the person or system user who has to log in: with anybody else nothing is recorded, exit code 3' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l consent -d 'Sandbox only: who consents, you in a browser or a robot [default: you, if there is a browser]' -r -f -a "ask\t'You, in a browser'
auto\t'A robot, over HTTP, as a browser would'"
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l no-instagram -d 'Leave the Instagram accounts behind the Pages alone'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l all -d 'Everything that can be connected'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l rerequest -d 'Ask again for what was declined earlier'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l dry-run -d 'Log in and show what would be done; change nothing'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l token-stdin -d 'Take a user or system-user token from standard input instead of logging in'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l no-browser -d 'Do not open a browser; print the address'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l paste -d 'Do not listen; paste the address that the browser ended on (ssh, containers)'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l https -d 'Listen on `https://localhost`, as live apps need; the address must be registered'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from facebook" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l account -d 'An account to connect, by ref, id or handle; repeat for more' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l fields -d 'Webhook fields to subscribe to, separated by commas [default: what an inbox needs]' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l cert -d 'Certificate chain for --https, in PEM [default: one made on the spot]' -r -F
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l key -d 'Private key of --cert, in PEM' -r -F
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l port -d 'Listen on this port [default: a free one; with --https 8443]' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l expect-user -d 'The id of the person or system user who has to log in: with anybody else nothing is recorded, exit code 3' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l consent -d 'Sandbox only: who consents, you in a browser or a robot [default: you, if there is a browser]' -r -f -a "ask\t'You, in a browser'
auto\t'A robot, over HTTP, as a browser would'"
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l all -d 'Everything that can be connected'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l rerequest -d 'Ask again for what was declined earlier'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l dry-run -d 'Log in and show what would be done; change nothing'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l token-stdin -d 'Take a user or system-user token from standard input instead of logging in'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l no-browser -d 'Do not open a browser; print the address'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l paste -d 'Do not listen; paste the address that the browser ended on (ssh, containers)'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l https -d 'Listen on `https://localhost`, as live apps need; the address must be registered'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from instagram" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l redirect-uri -d 'The redirect address that the code was made for; a code of the JavaScript SDK has none' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l waba -d 'Only this account, by its id; repeat for more' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l phone -d 'A number to connect, by ref, phone number id, number or name; repeat for more' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l callback-url -d 'Send the account\'s webhooks to this address in place of the app\'s' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l request-code -d 'Have Meta send the owner of the recorded --phone a code, by sms or voice' -r -f -a "sms\t'A text message'
voice\t'A call'"
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l language -d 'The language of that code' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l cert -d 'Certificate chain for --https, in PEM [default: one made on the spot]' -r -F
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l key -d 'Private key of --cert, in PEM' -r -F
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l port -d 'Listen on this port [default: a free one; with --https 8443]' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l expect-user -d 'The id of the person or system user who has to log in: with anybody else nothing is recorded, exit code 3' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l consent -d 'Sandbox only: who consents, you in a browser or a robot [default: you, if there is a browser]' -r -f -a "ask\t'You, in a browser'
auto\t'A robot, over HTTP, as a browser would'"
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l popup -d 'Sign up in a popup of a page on `https://localhost`, as Meta\'s guide describes: needs JavaScript, and that page\'s address in the app\'s allowed domains'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l redirect -d 'Sign up by a redirect in the browser: needs the app\'s WhatsApp configuration, and no JavaScript; the default'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l hosted -d 'Print a link to Meta\'s own signup page, which can be sent to a customer, and wait; may be stopped and started anew'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l token-stdin -d 'Take a business or system-user token from standard input'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l code-stdin -d 'Take the code of a signup from standard input; it lives thirty seconds'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l system-token-stdin -d 'With --hosted: take the token of your own system user from standard input'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l all -d 'Every number, and every account that has none yet'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l pin-stdin -d 'Take PINs from standard input: six digits for one number, a line `PHONE_ID PIN` for each of several'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l no-register -d 'Do not register numbers; those that need it are recorded as pending'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l verify-token-stdin -d 'Take the verify token of --callback-url from standard input'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l verify-code-stdin -d 'Take the owner\'s code from standard input, verify the recorded --phone with it, and go on with that number'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l no-browser -d 'Do not open a browser; print the address'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l paste -d 'Do not listen; paste the address that the browser ended on (ssh, containers)'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l https -d 'Listen on `https://localhost`, as live apps need; the address must be registered'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from whatsapp" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from help" -f -a "facebook" -d 'Connect Facebook Pages and the Instagram accounts behind them'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from help" -f -a "instagram" -d 'Connect Instagram accounts and the Pages that they stand on'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from help" -f -a "whatsapp" -d 'Connect WhatsApp numbers'
complete -c snorq -n "__fish_snorq_using_subcommand connect; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand status" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand status" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand status" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand status" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand status" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand status" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand status" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand status" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand status" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand list" -l platform -d 'Only this platform: facebook, instagram, whatsapp; repeat for more' -r
complete -c snorq -n "__fish_snorq_using_subcommand list" -l status -d 'Only this status: pending, active, expired, error, disconnected; repeat for more' -r
complete -c snorq -n "__fish_snorq_using_subcommand list" -l name -d 'Only those with this text in their name or handle, in capitals or not' -r
complete -c snorq -n "__fish_snorq_using_subcommand list" -l waba -d 'Only the numbers of this WhatsApp Business account' -r
complete -c snorq -n "__fish_snorq_using_subcommand list" -l stale -d 'Only those that verify did not find well within this time: 36h, 14d, 2w' -r
complete -c snorq -n "__fish_snorq_using_subcommand list" -l sort -d 'Sort by these columns; -COLUMN sorts downwards. What is absent comes last [default: oldest first]' -r
complete -c snorq -n "__fish_snorq_using_subcommand list" -l columns -d 'Show these columns, in this order; their names are those of the JSON document' -r -f -a "ref\t''
id\t''
profile\t''
platform\t''
platform_user_id\t''
platform_username\t''
platform_display_name\t''
status\t''
error_message\t''
parent\t''
webhook_fields\t''
token.kind\t''
token.expires_at\t''
token.data_access_expires_at\t''
token.scopes\t''
created_at\t''
updated_at\t''
last_verified_at\t''
waba_id\t''
business_id\t''"
complete -c snorq -n "__fish_snorq_using_subcommand list" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand list" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand list" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand list" -l all-profiles -d 'Of every profile, not only the chosen one'
complete -c snorq -n "__fish_snorq_using_subcommand list" -l csv -d 'Write comma-separated values, all columns unless --columns picks'
complete -c snorq -n "__fish_snorq_using_subcommand list" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand list" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand list" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand list" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand list" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand list" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand show" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand show" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand show" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand show" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand show" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand show" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand show" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand show" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand show" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand verify" -l within -d 'What ends within this time is a finding: 36h, 14d, 2w' -r
complete -c snorq -n "__fish_snorq_using_subcommand verify" -l watch -d 'Check again after this time, until interrupted, and show what has changed: 90s, 5m, 1h' -r
complete -c snorq -n "__fish_snorq_using_subcommand verify" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand verify" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand verify" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand verify" -l all -d 'Every connection of the profile'
complete -c snorq -n "__fish_snorq_using_subcommand verify" -l fix -d 'Mend what needs no login: subscribe again, restore fields and callbacks, end half-done work; then check again. No number is registered by it'
complete -c snorq -n "__fish_snorq_using_subcommand verify" -l json-lines -d 'Write one finding a line as JSON, as they come'
complete -c snorq -n "__fish_snorq_using_subcommand verify" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand verify" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand verify" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand verify" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand verify" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand verify" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand refresh" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand refresh" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand refresh" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand refresh" -l all -d 'Every connection of the profile'
complete -c snorq -n "__fish_snorq_using_subcommand refresh" -l system-token-stdin -d 'For WhatsApp tokens that end: take the token of your own system user from standard input'
complete -c snorq -n "__fish_snorq_using_subcommand refresh" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand refresh" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand refresh" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand refresh" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand refresh" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand refresh" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand refresh" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand doctor" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand doctor" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand doctor" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand doctor" -l offline -d 'Ask nobody: look at what is on this machine only'
complete -c snorq -n "__fish_snorq_using_subcommand doctor" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand doctor" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand doctor" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand doctor" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand doctor" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand doctor" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand permissions" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand permissions" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand permissions" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand permissions" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand permissions" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand permissions" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand permissions" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand permissions" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand permissions" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand permissions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -l platform -d 'With --all: only those on this platform: facebook, instagram, whatsapp' -r
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -l all -d 'Every connection of the profile'
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -l keep-permissions -d 'Leave the permissions of the person who logged in as they are'
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -l local-only -d 'Only forget the connection here, for a platform that is gone: nothing is changed at Meta'
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -l deregister -d 'Take WhatsApp numbers off the platform as well; they then neither send nor receive, for nobody'
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -f -a "set" -d 'Set the app\'s callback and fields of one kind of object'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -f -a "status" -d 'Show both layers of webhooks side by side'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -f -a "unset" -d 'End the app\'s webhooks of one kind of object'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and not __fish_seen_subcommand_from set status unset help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -l object -d 'page, instagram or `whatsapp_business_account`' -r
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -l callback-url -d 'Where Meta delivers: an https address that the world can reach' -r
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -l fields -d 'Fields, separated by commas, and no others [default: what an inbox needs, beside those that stand]' -r
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -l verify-token-stdin -d 'Take the verify token, which the callback expects, from standard input [default: the one that `snorq listen` expects]'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -l no-probe -d 'Leave the callback to Meta: for one that answers nobody else'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from status" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from status" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from status" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from status" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from status" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from status" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from unset" -l object -d 'page, instagram or `whatsapp_business_account`' -r
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from unset" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from unset" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from unset" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from unset" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from unset" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from unset" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from unset" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from unset" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from unset" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from unset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from help" -f -a "set" -d 'Set the app\'s callback and fields of one kind of object'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show both layers of webhooks side by side'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from help" -f -a "unset" -d 'End the app\'s webhooks of one kind of object'
complete -c snorq -n "__fish_snorq_using_subcommand webhooks; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand listen" -l port -d 'Port [default: a free one]' -r
complete -c snorq -n "__fish_snorq_using_subcommand listen" -l public-url -d 'The https address under which Meta reaches it, through a proxy' -r
complete -c snorq -n "__fish_snorq_using_subcommand listen" -l forward -d 'Pass each delivery on to this address; can be repeated' -r
complete -c snorq -n "__fish_snorq_using_subcommand listen" -l keep -d 'How long a body stays on the disk once every target has it: 12h, 3d' -r
complete -c snorq -n "__fish_snorq_using_subcommand listen" -l keep-size -d 'How much may be kept, in MiB; what waits for a target is never dropped, so a full disk takes nothing more' -r
complete -c snorq -n "__fish_snorq_using_subcommand listen" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand listen" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand listen" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand listen" -l bodies -d 'Show the body of each delivery as well'
complete -c snorq -n "__fish_snorq_using_subcommand listen" -l secret-stdin -d 'Take another secret that may sign from standard input: the one before a reset, or that of Instagram Login'
complete -c snorq -n "__fish_snorq_using_subcommand listen" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand listen" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand listen" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand listen" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand listen" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand listen" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand listen" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand prove" -l port -d 'Port to listen on [default: a free one]' -r
complete -c snorq -n "__fish_snorq_using_subcommand prove" -l public-url -d 'The https address under which Meta reaches that port' -r
complete -c snorq -n "__fish_snorq_using_subcommand prove" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand prove" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand prove" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand prove" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand prove" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand prove" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand prove" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand prove" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand prove" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand prove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -f -a "list" -d 'List what was received, the newest last'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -f -a "show" -d 'Show one delivery: what it tells, its header lines and body, and how it stands with each target'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -f -a "replay" -d 'Send deliveries once more, as they came'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -f -a "purge" -d 'Erase what every target has, or with --undelivered everything'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and not __fish_seen_subcommand_from list show replay purge help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l kind -d 'Of this kind (text, image, echo, read …) or this field (messages, feed …)' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l state -d 'Whose delivery stands so with some target' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l within -d 'Received within this time: 90s, 5m, 1h, 2d' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l limit -d 'The newest so many' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l body -d 'Write the body alone, byte for byte'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from replay" -l to -d 'To this address' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from replay" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from replay" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from replay" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from replay" -l failed -d 'Everything that was given up'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from replay" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from replay" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from replay" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from replay" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from replay" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from replay" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from replay" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from purge" -l older-than -d 'Only what is older than this: 12h, 3d' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from purge" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from purge" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from purge" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from purge" -l undelivered -d 'Also what waits for a target or was given up'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from purge" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from purge" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from purge" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from purge" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from purge" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from purge" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from purge" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from help" -f -a "list" -d 'List what was received, the newest last'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show one delivery: what it tells, its header lines and body, and how it stands with each target'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from help" -f -a "replay" -d 'Send deliveries once more, as they came'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from help" -f -a "purge" -d 'Erase what every target has, or with --undelivered everything'
complete -c snorq -n "__fish_snorq_using_subcommand deliveries; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -l to -d 'The receiver' -r
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -l asset -d 'The Page, Instagram account or WhatsApp account that it is about' -r
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -l number -d 'The WhatsApp number that it is about' -r
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -l from -d 'The customer' -r
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand trigger" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand plan" -s f -l file -d 'The plan file; - is standard input. Its schema: snorq schema plan-file' -r -F
complete -c snorq -n "__fish_snorq_using_subcommand plan" -l format -d 'How the file is written [default: as its name ends, else JSON if it begins with {, else TOML]' -r -f -a "toml\t'Tables, for people'
yaml\t'Indented lists'
json\t'For programs'"
complete -c snorq -n "__fish_snorq_using_subcommand plan" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand plan" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand plan" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand plan" -l prune -d 'Disconnect what the file does not name, and take away callbacks of accounts that it names without one'
complete -c snorq -n "__fish_snorq_using_subcommand plan" -l exit-code -d 'End with exit code 5 if there are changes'
complete -c snorq -n "__fish_snorq_using_subcommand plan" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand plan" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand plan" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand plan" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand plan" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand plan" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand plan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand apply" -s f -l file -d 'The plan file; - is standard input. Its schema: snorq schema plan-file' -r -F
complete -c snorq -n "__fish_snorq_using_subcommand apply" -l format -d 'How the file is written [default: as its name ends, else JSON if it begins with {, else TOML]' -r -f -a "toml\t'Tables, for people'
yaml\t'Indented lists'
json\t'For programs'"
complete -c snorq -n "__fish_snorq_using_subcommand apply" -l as-planned -d 'Do nothing that this plan does not say: what `plan --json` printed' -r -F
complete -c snorq -n "__fish_snorq_using_subcommand apply" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand apply" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand apply" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand apply" -l prune -d 'Disconnect what the file does not name, and take away callbacks of accounts that it names without one'
complete -c snorq -n "__fish_snorq_using_subcommand apply" -l token-stdin -d 'Take a user or system-user token from standard input in place of the stored logins'
complete -c snorq -n "__fish_snorq_using_subcommand apply" -l verify-token-stdin -d 'Take the verify tokens of callbacks from standard input [default: `SNORQ_VERIFY_TOKEN`]'
complete -c snorq -n "__fish_snorq_using_subcommand apply" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand apply" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand apply" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand apply" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand apply" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand apply" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand export" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand export" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand export" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand export" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand export" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand export" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand export" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand export" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand export" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -f -a "rotate" -d 'Make a new data key, and seal every secret anew with it'
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -f -a "export" -d 'Print the data key, locked up under a passphrase, for another machine'
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -f -a "import" -d 'Keep a data key here that was exported on another machine'
complete -c snorq -n "__fish_snorq_using_subcommand key; and not __fish_seen_subcommand_from rotate export import help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from rotate" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from rotate" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from rotate" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from rotate" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from rotate" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from rotate" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from rotate" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from export" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from export" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from export" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from export" -l passphrase-stdin -d 'Take the passphrase from standard input'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from export" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from export" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from import" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from import" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from import" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from import" -l passphrase-stdin -d 'Take the passphrase from standard input'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from import" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from import" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "rotate" -d 'Make a new data key, and seal every secret anew with it'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "export" -d 'Print the data key, locked up under a passphrase, for another machine'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "import" -d 'Keep a data key here that was exported on another machine'
complete -c snorq -n "__fish_snorq_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand token" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand token" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand token" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand token" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand token" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand token" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand token" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand token" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand token" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand token" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand send" -l to -d 'Who gets it: a PSID, an Instagram-scoped id, a WhatsApp number or a business-scoped user id' -r
complete -c snorq -n "__fish_snorq_using_subcommand send" -l text -d 'The text' -r
complete -c snorq -n "__fish_snorq_using_subcommand send" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand send" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand send" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand send" -l text-stdin -d 'Take the text from standard input'
complete -c snorq -n "__fish_snorq_using_subcommand send" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand send" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand send" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand send" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand send" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand send" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand send" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand log" -s n -l limit -d 'How many entries to show, the newest last' -r
complete -c snorq -n "__fish_snorq_using_subcommand log" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand log" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand log" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand log" -l all-profiles -d 'Of every profile, not only the chosen one'
complete -c snorq -n "__fish_snorq_using_subcommand log" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand log" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand log" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand log" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand log" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand log" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand log" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand open" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand open" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand open" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand open" -l no-browser -d 'Print the address only'
complete -c snorq -n "__fish_snorq_using_subcommand open" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand open" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand open" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand open" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand open" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand open" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand open" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand explain" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand explain" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand explain" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand explain" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand explain" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand explain" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand explain" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand explain" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand explain" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand schema" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand schema" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand schema" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand schema" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand schema" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand schema" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand schema" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand schema" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand schema" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "start" -d 'Serve the sandbox for other programs, until interrupted'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "reset" -d 'Begin the sandbox\'s world anew from its present seed'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "seed" -d 'Begin the sandbox\'s world anew from a named seed; without a name, list the seeds'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "status" -d 'Show what the sandbox\'s world holds'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "credentials" -d 'Print id and secret of the sandbox\'s app, and ready-made tokens'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "fault" -d 'Let the sandbox fail on request, also one that runs'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "clock" -d 'Show the clock of the sandbox\'s world, or push it forward'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "person" -d 'Do to a person of the sandbox what happens to people; without an event, show who there is'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "set" -d 'Change what the dashboard of the sandbox\'s app would change; without a flag, show it'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "event" -d 'Let a customer write to a Page, an Instagram account or a WhatsApp number of the sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "deliveries" -d 'Show what the app\'s server was told, or why it was not told; tell it again'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "save" -d 'Write the sandbox\'s world into a file'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "load" -d 'Replace the sandbox\'s world with the one in a file'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "schema" -d 'Print the JSON schema of a world\'s file'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and not __fish_seen_subcommand_from start reset seed status credentials fault clock person set event deliveries save load schema help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -l port -d 'Port [default: a free one]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -l public -d 'Listen on every address of this machine, for requests to these names or numbers; its pages then ask for a password, which is made for this run unless --secret-stdin gives it' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -l cors -d 'Let pages of these origins call the API and read its answers, as `http://localhost:3000`' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -l secret-stdin -d 'Read the password of a public sandbox\'s pages from standard input'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from start" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from seed" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from seed" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from seed" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from seed" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from seed" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from seed" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from seed" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from seed" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from seed" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from seed" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from status" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from credentials" -l person -d 'Only the tokens of this person; `snorq sandbox person` shows who there is' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from credentials" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from credentials" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from credentials" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from credentials" -l new-secret -d 'Reset the app\'s secret first, as its dashboard would: every token dies (190), the ready-made ones are made anew'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from credentials" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from credentials" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from credentials" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from credentials" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from credentials" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from credentials" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from credentials" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -f -a "add" -d 'Set a fault'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -f -a "list" -d 'Show the faults that are set'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -f -a "clear" -d 'Remove a fault, or all of them'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l ahead -d 'Push it forward by this time, such as 90s, 5m, 2h or 61d' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l reset -d 'Set it to the machine\'s time first'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from person" -l person -d 'Who [default: the first one]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from person" -l page -d 'The Page of a lost role' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from person" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from person" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from person" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from person" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from person" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from person" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from person" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from person" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from person" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from person" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l mode -d 'Who can log in: people with a role on the app, or everybody' -r -f -a "live\t''
development\t''"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l require-proof -d 'Refuse calls without a proof of the app secret' -r -f -a "on\t''
off\t''"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l redirects -d 'Valid OAuth redirect addresses in place of those that there are; `*` at the end is anything' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l sdk-domains -d 'Allowed domains for the JavaScript SDK, in place of those that there are' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l standard -d 'Permissions with standard access only: in live mode nobody without a role can grant them' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l withheld -d 'Permissions that no use case of the app offers: the dialog drops them without a word' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l login -d 'Whether the dialog lets anybody in, or shows "Feature unavailable"' -r -f -a "on\t''
off\t''"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l deauthorize-url -d 'Who is told that a person removed the app; `none` for nobody' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l data-deletion-url -d 'Who is asked to delete a person\'s data; `none` for nobody' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l enforce-limits -d 'Refuse calls above the limits' -r -f -a "on\t''
off\t''"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l limit -d 'Calls that a limit lets through in its hour or day, as app=200; also user, page-by-user, page, instagram and whatsapp' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l callbacks -d 'Where callbacks may be on this machine or in a private network, as `http://localhost:3000`; `any` for every port of this machine, `none` for none of it' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -f -a "message" -d 'The customer writes a text'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -f -a "postback" -d 'The customer presses a button'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -f -a "read" -d 'The customer reads what came'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -f -a "reaction" -d 'The customer reacts to the last message'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from event" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from deliveries" -l redeliver -d 'Deliver this one again' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from deliveries" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from deliveries" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from deliveries" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from deliveries" -l failed -d 'Deliver everything again that was given up'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from deliveries" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from deliveries" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from deliveries" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from deliveries" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from deliveries" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from deliveries" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from deliveries" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from save" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from save" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from save" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from save" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from save" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from save" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from save" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from save" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from save" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from save" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from load" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from load" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from load" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from load" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from load" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from load" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from load" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from load" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from load" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from load" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from schema" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from schema" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from schema" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from schema" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from schema" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from schema" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from schema" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from schema" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from schema" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "start" -d 'Serve the sandbox for other programs, until interrupted'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "reset" -d 'Begin the sandbox\'s world anew from its present seed'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "seed" -d 'Begin the sandbox\'s world anew from a named seed; without a name, list the seeds'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show what the sandbox\'s world holds'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "credentials" -d 'Print id and secret of the sandbox\'s app, and ready-made tokens'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "fault" -d 'Let the sandbox fail on request, also one that runs'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "clock" -d 'Show the clock of the sandbox\'s world, or push it forward'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "person" -d 'Do to a person of the sandbox what happens to people; without an event, show who there is'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "set" -d 'Change what the dashboard of the sandbox\'s app would change; without a flag, show it'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "event" -d 'Let a customer write to a Page, an Instagram account or a WhatsApp number of the sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "deliveries" -d 'Show what the app\'s server was told, or why it was not told; tell it again'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "save" -d 'Write the sandbox\'s world into a file'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "load" -d 'Replace the sandbox\'s world with the one in a file'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "schema" -d 'Print the JSON schema of a world\'s file'
complete -c snorq -n "__fish_snorq_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand completions" -l profile -d 'Which app to use [default: the one chosen with `snorq app use`]' -r
complete -c snorq -n "__fish_snorq_using_subcommand completions" -l timeout -d 'How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]' -r
complete -c snorq -n "__fish_snorq_using_subcommand completions" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and the environment does not forbid it'
always\t'Always'
never\t'Never'"
complete -c snorq -n "__fish_snorq_using_subcommand completions" -l sandbox -d 'Use the sandbox inside snorq: the same as --profile sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand completions" -l json -d 'Write the result as one JSON document, and errors as one on stderr'
complete -c snorq -n "__fish_snorq_using_subcommand completions" -l no-input -d 'Never ask: a needed answer becomes an error that names the flag'
complete -c snorq -n "__fish_snorq_using_subcommand completions" -s y -l yes -d 'Answer yes to confirmations'
complete -c snorq -n "__fish_snorq_using_subcommand completions" -s q -l quiet -d 'Say less'
complete -c snorq -n "__fish_snorq_using_subcommand completions" -s v -l verbose -d 'Say more on stderr, without secrets; repeat for more'
complete -c snorq -n "__fish_snorq_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "app" -d 'Register and choose Meta apps; each is a profile'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "connect" -d 'Connect Pages, accounts and numbers'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "status" -d 'Show how a profile stands, and the one thing to do next'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "list" -d 'List what is connected'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "show" -d 'Show one connection'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "verify" -d 'Check that connections work, layer by layer'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "refresh" -d 'Renew tokens without a login, as far as Meta allows'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "doctor" -d 'Look for what is wrong with this machine, the profile and the app'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "permissions" -d 'Show what the app needs on each platform, and what each admin granted'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "revoke" -d 'Disconnect: unsubscribe, take permissions back, forget the secret'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "webhooks" -d 'Show, set and end the app\'s own webhooks'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "listen" -d 'Receive what Meta delivers, show it, keep it and pass it on'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "prove" -d 'Wait until a customer\'s message arrives, or say what keeps it back'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "deliveries" -d 'Look at what was received, send it once more, or erase it'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "trigger" -d 'Make a webhook of Meta\'s and send it to a receiver under development'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "plan" -d 'Show what `apply` would change, as a diff; changes nothing'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "apply" -d 'Make the file\'s connections true: what `plan` shows, and nothing else'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "export" -d 'Print the plan file of what stands'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "key" -d 'The data key that opens the sealed secrets'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "token" -d 'Print the stored token of a connection, and nothing else'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "send" -d 'Send one text, to prove that a connection works'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "log" -d 'Show who did what and when'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "open" -d 'Open a connection, or a page of the app\'s dashboard, in the browser'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "explain" -d 'Explain Meta\'s error codes and the words of snorq, offline'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "schema" -d 'Print the JSON schema of a command\'s documents, or list the schemas'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "sandbox" -d 'Run and arrange the small Meta inside snorq'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "completions" -d 'Print the completion script of a shell'
complete -c snorq -n "__fish_snorq_using_subcommand help; and not __fish_seen_subcommand_from app connect status list show verify refresh doctor permissions revoke webhooks listen prove deliveries trigger plan apply export key token send log open explain schema sandbox completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from app" -f -a "add" -d 'Register a Meta app as a profile'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from app" -f -a "list" -d 'List the profiles'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from app" -f -a "show" -d 'Show a profile, with the redirect address to register'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from app" -f -a "use" -d 'Choose the profile that commands use'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from app" -f -a "set" -d 'Change a profile'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from app" -f -a "remove" -d 'Remove a profile, with its records and its app secret'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from connect" -f -a "facebook" -d 'Connect Facebook Pages and the Instagram accounts behind them'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from connect" -f -a "instagram" -d 'Connect Instagram accounts and the Pages that they stand on'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from connect" -f -a "whatsapp" -d 'Connect WhatsApp numbers'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from webhooks" -f -a "set" -d 'Set the app\'s callback and fields of one kind of object'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from webhooks" -f -a "status" -d 'Show both layers of webhooks side by side'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from webhooks" -f -a "unset" -d 'End the app\'s webhooks of one kind of object'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from deliveries" -f -a "list" -d 'List what was received, the newest last'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from deliveries" -f -a "show" -d 'Show one delivery: what it tells, its header lines and body, and how it stands with each target'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from deliveries" -f -a "replay" -d 'Send deliveries once more, as they came'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from deliveries" -f -a "purge" -d 'Erase what every target has, or with --undelivered everything'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "rotate" -d 'Make a new data key, and seal every secret anew with it'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "export" -d 'Print the data key, locked up under a passphrase, for another machine'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "import" -d 'Keep a data key here that was exported on another machine'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "start" -d 'Serve the sandbox for other programs, until interrupted'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "reset" -d 'Begin the sandbox\'s world anew from its present seed'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "seed" -d 'Begin the sandbox\'s world anew from a named seed; without a name, list the seeds'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "status" -d 'Show what the sandbox\'s world holds'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "credentials" -d 'Print id and secret of the sandbox\'s app, and ready-made tokens'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "fault" -d 'Let the sandbox fail on request, also one that runs'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "clock" -d 'Show the clock of the sandbox\'s world, or push it forward'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "person" -d 'Do to a person of the sandbox what happens to people; without an event, show who there is'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "set" -d 'Change what the dashboard of the sandbox\'s app would change; without a flag, show it'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "event" -d 'Let a customer write to a Page, an Instagram account or a WhatsApp number of the sandbox'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "deliveries" -d 'Show what the app\'s server was told, or why it was not told; tell it again'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "save" -d 'Write the sandbox\'s world into a file'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "load" -d 'Replace the sandbox\'s world with the one in a file'
complete -c snorq -n "__fish_snorq_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "schema" -d 'Print the JSON schema of a world\'s file'

# Profiles and refs, which snorq itself knows.
function __snorq_known
    set -l words (commandline -opc) (commandline -ct)
    $words[1] completions fish -- $words 2>/dev/null </dev/null
end
complete -c snorq -l profile -x -a '(__snorq_known)'
complete -c snorq -n 'test (count (__snorq_known)) -gt 0' -f -a '(__snorq_known)'
