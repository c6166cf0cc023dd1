# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_hookctl_global_optspecs
    string join \n store= config= json color= q/quiet v/verbose h/help V/version
end

function __fish_hookctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_hookctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_hookctl_using_subcommand
    set -l cmd (__fish_hookctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c hookctl -n "__fish_hookctl_needs_command" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_needs_command" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_needs_command" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_needs_command" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_needs_command" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_needs_command" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_needs_command" -s V -l version -d 'Print version'
complete -c hookctl -n "__fish_hookctl_needs_command" -f -a "listen" -d 'The capture server: keep whatever is sent to it, answer, print a line a delivery'
complete -c hookctl -n "__fish_hookctl_needs_command" -f -a "list" -d 'Find deliveries, newest first'
complete -c hookctl -n "__fish_hookctl_needs_command" -f -a "tail" -d 'Watch deliveries land in the store, whoever captures them (`list --follow`)'
complete -c hookctl -n "__fish_hookctl_needs_command" -f -a "show" -d 'Print deliveries: all of one, or a part'
complete -c hookctl -n "__fish_hookctl_needs_command" -f -a "verify" -d 'Judge a signature, with the reason; name the mistake when it is wrong'
complete -c hookctl -n "__fish_hookctl_needs_command" -f -a "sign" -d 'Sign a body as a provider does'
complete -c hookctl -n "__fish_hookctl_needs_command" -f -a "providers" -d 'The catalogue of providers: how each signs, names its events, shakes hands and retries'
complete -c hookctl -n "__fish_hookctl_needs_command" -f -a "prune" -d 'Delete deliveries by age, count or filter'
complete -c hookctl -n "__fish_hookctl_needs_command" -f -a "doctor" -d 'Check each thing that hookctl needs, and say where each setting comes from'
complete -c hookctl -n "__fish_hookctl_needs_command" -f -a "completions" -d 'Print a completion script'
complete -c hookctl -n "__fish_hookctl_needs_command" -f -a "man" -d 'Print the man page, or write all of them into a folder'
complete -c hookctl -n "__fish_hookctl_needs_command" -f -a "help" -d 'Explain a command or a topic: filters, schemes, packs, respond, exit-codes, environment'
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -s p -l port -d 'Port; 0 is any free one [default: 7878]' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l host -d 'Address [default: loopback, 127.0.0.1 and `::1`]; one that others can reach needs --expose' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l respond -d 'Answers in turn, the last repeats, such as `500x2,429+Retry-After=2@1s,200` (see `hookctl help respond`)' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l respond-body -d 'The answers\' body, or @FILE' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l respond-header -d 'A header of the answers, `K: V`; may be repeated' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l max-body -d 'Largest body; a larger one is answered 413 and its first bytes are kept as evidence [default: 10MiB]' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l count -d 'End after so many deliveries' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l for -d 'End after that time; exit 1 if --count was not reached' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l only -d 'Show and count only what matches; everything is captured all the same' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l provider -d 'Whose scheme: a name of `hookctl providers list`. Without it, `listen` and `verify` recognise the sender' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l secret -d 'env:NAME, file:PATH, cmd:COMMAND, - (a line of stdin), or the text; a public key where the scheme has one. May be repeated' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l scheme -d 'Turn a knob of the scheme, such as `content={ts}.{body}`; may be repeated (see `hookctl help schemes`)' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l param -d 'A setting of the scheme that is no secret, such as webhook_id=… of PayPal; may be repeated' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l url -d 'The full address that the sender was given, for schemes that sign it' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l tolerance -d 'How old a signature may be, instead of the provider\'s rule' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l ready-file -d 'Write the readiness object there once the socket accepts' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l expose -d 'Allow an address that other machines can reach'
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l no-handshake -d 'Do not answer providers\' endpoint challenges: they are deliveries like any other'
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand listen" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand list" -l since -d 'Received at or after: a time, or a duration meaning ago' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand list" -l until -d 'Received before: a time, or a duration meaning ago' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand list" -s n -l limit -d 'At most so many; 0 is all of them' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand list" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand list" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand list" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand list" -l oldest-first -d 'Oldest first'
complete -c hookctl -n "__fish_hookctl_using_subcommand list" -s f -l follow -d 'Go on with what lands from now on'
complete -c hookctl -n "__fish_hookctl_using_subcommand list" -l no-body -d 'With --json: leave the bodies out'
complete -c hookctl -n "__fish_hookctl_using_subcommand list" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand list" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand list" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand tail" -l since -d 'Received at or after: a time, or a duration meaning ago' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand tail" -l until -d 'Received before: a time, or a duration meaning ago' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand tail" -s n -l limit -d 'First show so many that are there already' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand tail" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand tail" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand tail" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand tail" -l no-body -d 'With --json: leave the bodies out'
complete -c hookctl -n "__fish_hookctl_using_subcommand tail" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand tail" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand tail" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand tail" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand show" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand show" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand show" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand show" -l body -d 'The exact bytes of the body and nothing else'
complete -c hookctl -n "__fish_hookctl_using_subcommand show" -l headers -d 'The header fields'
complete -c hookctl -n "__fish_hookctl_using_subcommand show" -l http -d 'The request as raw HTTP'
complete -c hookctl -n "__fish_hookctl_using_subcommand show" -l curl -d 'A curl command that sends it again'
complete -c hookctl -n "__fish_hookctl_using_subcommand show" -l reveal -d 'With --curl: write signatures, cookies and credentials out instead of masking them'
complete -c hookctl -n "__fish_hookctl_using_subcommand show" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand show" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand show" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l delivery -d 'A delivery of the store: 42, last, last~2 or a uid' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l provider -d 'Whose scheme: a name of `hookctl providers list`. Without it, `listen` and `verify` recognise the sender' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l secret -d 'env:NAME, file:PATH, cmd:COMMAND, - (a line of stdin), or the text; a public key where the scheme has one. May be repeated' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l scheme -d 'Turn a knob of the scheme, such as `content={ts}.{body}`; may be repeated (see `hookctl help schemes`)' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l param -d 'A setting of the scheme that is no secret, such as webhook_id=… of PayPal; may be repeated' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l url -d 'The full address that the sender was given, for schemes that sign it' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -s H -l header -d 'A header to add or replace; may be repeated' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l body -d 'Take the body from that file' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l method -d 'The method, where the paste has none [default: POST]' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l at -d 'Judge it at that time instead of now (a delivery of the store: when it arrived)' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l tolerance -d 'How old a signature may be, instead of the provider\'s rule' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l infer -d 'The scheme is unknown: find it from this delivery and its secret, and print it as a pack'
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -l provider -d 'Whose scheme: a name of `hookctl providers list`. Without it, `listen` and `verify` recognise the sender' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -l secret -d 'env:NAME, file:PATH, cmd:COMMAND, - (a line of stdin), or the text; a public key where the scheme has one. May be repeated' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -l scheme -d 'Turn a knob of the scheme, such as `content={ts}.{body}`; may be repeated (see `hookctl help schemes`)' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -l param -d 'A setting of the scheme that is no secret, such as webhook_id=… of PayPal; may be repeated' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -l url -d 'The full address that the sender was given, for schemes that sign it' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -s H -l header -d 'A header of the request; may be repeated' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -l method -d 'The method [default: POST]' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -l at -d 'The moment of signing [default: now]' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -l id -d 'The id of the message, where the scheme signs one' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -l print -d 'What is printed' -r -f -a "headers\t'The header lines that signing adds'
curl\t'A curl command'
http\t'The raw HTTP request'
json\t'A `request` object'"
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand sign" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and not __fish_seen_subcommand_from list show keys" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and not __fish_seen_subcommand_from list show keys" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and not __fish_seen_subcommand_from list show keys" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and not __fish_seen_subcommand_from list show keys" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and not __fish_seen_subcommand_from list show keys" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and not __fish_seen_subcommand_from list show keys" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and not __fish_seen_subcommand_from list show keys" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and not __fish_seen_subcommand_from list show keys" -f -a "list" -d 'All providers, or those that a word occurs in'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and not __fish_seen_subcommand_from list show keys" -f -a "show" -d 'All that is known of one: how it signs, names its events, shakes hands and retries'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and not __fish_seen_subcommand_from list show keys" -f -a "keys" -d 'The public keys that a vendor publishes at an address'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from list" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from list" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from list" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from list" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from show" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from show" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from show" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from show" -l pack -d 'Print the pack itself, to build your own upon'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from show" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from show" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from keys" -l add -d 'Keep the key in that file' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from keys" -l url -d 'The key\'s address, where each message names one (such as SNS\'s `SigningCertURL`)' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from keys" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from keys" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from keys" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from keys" -l fetch -d 'Fetch the key from the vendor\'s address, and keep it'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from keys" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from keys" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from keys" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand providers; and __fish_seen_subcommand_from keys" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand prune" -l older-than -d 'Only what is older' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand prune" -l keep -d 'Never the newest so many of those that match' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand prune" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand prune" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand prune" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand prune" -l erase -d 'Leave no trace of the deleted deliveries in the file (rewrites it)'
complete -c hookctl -n "__fish_hookctl_using_subcommand prune" -l dry-run -d 'Say what would be deleted, and delete nothing'
complete -c hookctl -n "__fish_hookctl_using_subcommand prune" -s y -l yes -d 'Do not ask'
complete -c hookctl -n "__fish_hookctl_using_subcommand prune" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand prune" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand prune" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand prune" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand doctor" -s p -l port -d 'The port that `listen` would use [default: 7878]' -r
complete -c hookctl -n "__fish_hookctl_using_subcommand doctor" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand doctor" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand doctor" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand doctor" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand doctor" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand doctor" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand completions" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand completions" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand completions" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand completions" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand completions" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand completions" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand man" -l dir -d 'Write the pages of all commands into this folder' -r -f -a "(__fish_complete_directories)"
complete -c hookctl -n "__fish_hookctl_using_subcommand man" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand man" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand man" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand man" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand man" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand man" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hookctl -n "__fish_hookctl_using_subcommand help" -l store -d 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand help" -l config -d 'The config file, instead of the nearest hookctl.toml' -r -F
complete -c hookctl -n "__fish_hookctl_using_subcommand help" -l color -d 'Colours' -r -f -a "auto\t'Where the stream is a terminal'
always\t'Always'
never\t'Never'"
complete -c hookctl -n "__fish_hookctl_using_subcommand help" -l json -d 'JSON Lines on stdout, one object a line'
complete -c hookctl -n "__fish_hookctl_using_subcommand help" -s q -l quiet -d 'Less: results and errors only'
complete -c hookctl -n "__fish_hookctl_using_subcommand help" -s v -l verbose -d 'More diagnostics on stderr; twice for details'
complete -c hookctl -n "__fish_hookctl_using_subcommand help" -s h -l help -d 'Print help (see more with \'--help\')'
