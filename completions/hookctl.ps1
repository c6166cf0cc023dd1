
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'hookctl' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'hookctl'
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
        'hookctl' {
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('listen', 'listen', [CompletionResultType]::ParameterValue, 'The capture server: keep whatever is sent to it, answer, print a line a delivery')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Find deliveries, newest first')
            [CompletionResult]::new('tail', 'tail', [CompletionResultType]::ParameterValue, 'Watch deliveries land in the store, whoever captures them (`list --follow`)')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print deliveries: all of one, or a part')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Judge a signature, with the reason; name the mistake when it is wrong')
            [CompletionResult]::new('sign', 'sign', [CompletionResultType]::ParameterValue, 'Sign a body as a provider does')
            [CompletionResult]::new('providers', 'providers', [CompletionResultType]::ParameterValue, 'The catalogue of providers: how each signs, names its events, shakes hands and retries')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Delete deliveries by age, count or filter')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check each thing that hookctl needs, and say where each setting comes from')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page, or write all of them into a folder')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Explain a command or a topic: filters, schemes, packs, respond, exit-codes, environment')
            break
        }
        'hookctl;listen' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Port; 0 is any free one [default: 7878]')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port; 0 is any free one [default: 7878]')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'Address [default: loopback, 127.0.0.1 and `::1`]; one that others can reach needs --expose')
            [CompletionResult]::new('--respond', '--respond', [CompletionResultType]::ParameterName, 'Answers in turn, the last repeats, such as `500x2,429+Retry-After=2@1s,200` (see `hookctl help respond`)')
            [CompletionResult]::new('--respond-body', '--respond-body', [CompletionResultType]::ParameterName, 'The answers'' body, or @FILE')
            [CompletionResult]::new('--respond-header', '--respond-header', [CompletionResultType]::ParameterName, 'A header of the answers, `K: V`; may be repeated')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Largest body; a larger one is answered 413 and its first bytes are kept as evidence [default: 10MiB]')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'End after so many deliveries')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'End after that time; exit 1 if --count was not reached')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Show and count only what matches; everything is captured all the same')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Whose scheme: a name of `hookctl providers list`. Without it, `listen` and `verify` recognise the sender')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'env:NAME, file:PATH, cmd:COMMAND, - (a line of stdin), or the text; a public key where the scheme has one. May be repeated')
            [CompletionResult]::new('--scheme', '--scheme', [CompletionResultType]::ParameterName, 'Turn a knob of the scheme, such as `content={ts}.{body}`; may be repeated (see `hookctl help schemes`)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'A setting of the scheme that is no secret, such as webhook_id=… of PayPal; may be repeated')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The full address that the sender was given, for schemes that sign it')
            [CompletionResult]::new('--tolerance', '--tolerance', [CompletionResultType]::ParameterName, 'How old a signature may be, instead of the provider''s rule')
            [CompletionResult]::new('--ready-file', '--ready-file', [CompletionResultType]::ParameterName, 'Write the readiness object there once the socket accepts')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--expose', '--expose', [CompletionResultType]::ParameterName, 'Allow an address that other machines can reach')
            [CompletionResult]::new('--no-handshake', '--no-handshake', [CompletionResultType]::ParameterName, 'Do not answer providers'' endpoint challenges: they are deliveries like any other')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookctl;list' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Received at or after: a time, or a duration meaning ago')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Received before: a time, or a duration meaning ago')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'At most so many; 0 is all of them')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most so many; 0 is all of them')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--oldest-first', '--oldest-first', [CompletionResultType]::ParameterName, 'Oldest first')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Go on with what lands from now on')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'Go on with what lands from now on')
            [CompletionResult]::new('--no-body', '--no-body', [CompletionResultType]::ParameterName, 'With --json: leave the bodies out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookctl;tail' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Received at or after: a time, or a duration meaning ago')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Received before: a time, or a duration meaning ago')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'First show so many that are there already')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'First show so many that are there already')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--no-body', '--no-body', [CompletionResultType]::ParameterName, 'With --json: leave the bodies out')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookctl;show' {
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--body', '--body', [CompletionResultType]::ParameterName, 'The exact bytes of the body and nothing else')
            [CompletionResult]::new('--headers', '--headers', [CompletionResultType]::ParameterName, 'The header fields')
            [CompletionResult]::new('--http', '--http', [CompletionResultType]::ParameterName, 'The request as raw HTTP')
            [CompletionResult]::new('--curl', '--curl', [CompletionResultType]::ParameterName, 'A curl command that sends it again')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'With --curl: write signatures, cookies and credentials out instead of masking them')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookctl;verify' {
            [CompletionResult]::new('--delivery', '--delivery', [CompletionResultType]::ParameterName, 'A delivery of the store: 42, last, last~2 or a uid')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Whose scheme: a name of `hookctl providers list`. Without it, `listen` and `verify` recognise the sender')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'env:NAME, file:PATH, cmd:COMMAND, - (a line of stdin), or the text; a public key where the scheme has one. May be repeated')
            [CompletionResult]::new('--scheme', '--scheme', [CompletionResultType]::ParameterName, 'Turn a knob of the scheme, such as `content={ts}.{body}`; may be repeated (see `hookctl help schemes`)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'A setting of the scheme that is no secret, such as webhook_id=… of PayPal; may be repeated')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The full address that the sender was given, for schemes that sign it')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'A header to add or replace; may be repeated')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'A header to add or replace; may be repeated')
            [CompletionResult]::new('--body', '--body', [CompletionResultType]::ParameterName, 'Take the body from that file')
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'The method, where the paste has none [default: POST]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Judge it at that time instead of now (a delivery of the store: when it arrived)')
            [CompletionResult]::new('--tolerance', '--tolerance', [CompletionResultType]::ParameterName, 'How old a signature may be, instead of the provider''s rule')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--infer', '--infer', [CompletionResultType]::ParameterName, 'The scheme is unknown: find it from this delivery and its secret, and print it as a pack')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookctl;sign' {
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Whose scheme: a name of `hookctl providers list`. Without it, `listen` and `verify` recognise the sender')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'env:NAME, file:PATH, cmd:COMMAND, - (a line of stdin), or the text; a public key where the scheme has one. May be repeated')
            [CompletionResult]::new('--scheme', '--scheme', [CompletionResultType]::ParameterName, 'Turn a knob of the scheme, such as `content={ts}.{body}`; may be repeated (see `hookctl help schemes`)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'A setting of the scheme that is no secret, such as webhook_id=… of PayPal; may be repeated')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The full address that the sender was given, for schemes that sign it')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'A header of the request; may be repeated')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'A header of the request; may be repeated')
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'The method [default: POST]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'The moment of signing [default: now]')
            [CompletionResult]::new('--id', '--id', [CompletionResultType]::ParameterName, 'The id of the message, where the scheme signs one')
            [CompletionResult]::new('--print', '--print', [CompletionResultType]::ParameterName, 'What is printed')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookctl;providers' {
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'All providers, or those that a word occurs in')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'All that is known of one: how it signs, names its events, shakes hands and retries')
            [CompletionResult]::new('keys', 'keys', [CompletionResultType]::ParameterValue, 'The public keys that a vendor publishes at an address')
            break
        }
        'hookctl;providers;list' {
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookctl;providers;show' {
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--pack', '--pack', [CompletionResultType]::ParameterName, 'Print the pack itself, to build your own upon')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookctl;providers;keys' {
            [CompletionResult]::new('--add', '--add', [CompletionResultType]::ParameterName, 'Keep the key in that file')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The key''s address, where each message names one (such as SNS''s `SigningCertURL`)')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--fetch', '--fetch', [CompletionResultType]::ParameterName, 'Fetch the key from the vendor''s address, and keep it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookctl;prune' {
            [CompletionResult]::new('--older-than', '--older-than', [CompletionResultType]::ParameterName, 'Only what is older')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Never the newest so many of those that match')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--erase', '--erase', [CompletionResultType]::ParameterName, 'Leave no trace of the deleted deliveries in the file (rewrites it)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be deleted, and delete nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookctl;doctor' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The port that `listen` would use [default: 7878]')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'The port that `listen` would use [default: 7878]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookctl;completions' {
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookctl;man' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Write the pages of all commands into this folder')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookctl;help' {
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The config file, instead of the nearest hookctl.toml')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'JSON Lines on stdout, one object a line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Less: results and errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More diagnostics on stderr; twice for details')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
