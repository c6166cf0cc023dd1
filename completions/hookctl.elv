
use builtin;
use str;

set edit:completion:arg-completer[hookctl] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'hookctl'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'hookctl'= {
            cand --store 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing'
            cand --config 'The config file, instead of the nearest hookctl.toml'
            cand --color 'Colours'
            cand --json 'JSON Lines on stdout, one object a line'
            cand -q 'Less: results and errors only'
            cand --quiet 'Less: results and errors only'
            cand -v 'More diagnostics on stderr; twice for details'
            cand --verbose 'More diagnostics on stderr; twice for details'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand listen 'The capture server: keep whatever is sent to it, answer, print a line a delivery'
            cand list 'Find deliveries, newest first'
            cand tail 'Watch deliveries land in the store, whoever captures them (`list --follow`)'
            cand show 'Print deliveries: all of one, or a part'
            cand prune 'Delete deliveries by age, count or filter'
            cand doctor 'Check each thing that hookctl needs, and say where each setting comes from'
            cand completions 'Print a completion script'
            cand man 'Print the man page, or write all of them into a folder'
            cand help 'Explain a command or a topic: filters, respond, exit-codes, environment'
        }
        &'hookctl;listen'= {
            cand -p 'Port; 0 is any free one [default: 7878]'
            cand --port 'Port; 0 is any free one [default: 7878]'
            cand --host 'Address [default: loopback, 127.0.0.1 and `::1`]; one that others can reach needs --expose'
            cand --respond 'Answers in turn, the last repeats, such as `500x2,429+Retry-After=2@1s,200` (see `hookctl help respond`)'
            cand --respond-body 'The answers'' body, or @FILE'
            cand --respond-header 'A header of the answers, `K: V`; may be repeated'
            cand --max-body 'Largest body; a larger one is answered 413 and its first bytes are kept as evidence [default: 10MiB]'
            cand --count 'End after so many deliveries'
            cand --for 'End after that time; exit 1 if --count was not reached'
            cand --only 'Show and count only what matches; everything is captured all the same'
            cand --ready-file 'Write the readiness object there once the socket accepts'
            cand --store 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing'
            cand --config 'The config file, instead of the nearest hookctl.toml'
            cand --color 'Colours'
            cand --expose 'Allow an address that other machines can reach'
            cand --json 'JSON Lines on stdout, one object a line'
            cand -q 'Less: results and errors only'
            cand --quiet 'Less: results and errors only'
            cand -v 'More diagnostics on stderr; twice for details'
            cand --verbose 'More diagnostics on stderr; twice for details'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookctl;list'= {
            cand --since 'Received at or after: a time, or a duration meaning ago'
            cand --until 'Received before: a time, or a duration meaning ago'
            cand -n 'At most so many; 0 is all of them'
            cand --limit 'At most so many; 0 is all of them'
            cand --store 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing'
            cand --config 'The config file, instead of the nearest hookctl.toml'
            cand --color 'Colours'
            cand --oldest-first 'Oldest first'
            cand -f 'Go on with what lands from now on'
            cand --follow 'Go on with what lands from now on'
            cand --no-body 'With --json: leave the bodies out'
            cand --json 'JSON Lines on stdout, one object a line'
            cand -q 'Less: results and errors only'
            cand --quiet 'Less: results and errors only'
            cand -v 'More diagnostics on stderr; twice for details'
            cand --verbose 'More diagnostics on stderr; twice for details'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookctl;tail'= {
            cand --since 'Received at or after: a time, or a duration meaning ago'
            cand --until 'Received before: a time, or a duration meaning ago'
            cand -n 'First show so many that are there already'
            cand --limit 'First show so many that are there already'
            cand --store 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing'
            cand --config 'The config file, instead of the nearest hookctl.toml'
            cand --color 'Colours'
            cand --no-body 'With --json: leave the bodies out'
            cand --json 'JSON Lines on stdout, one object a line'
            cand -q 'Less: results and errors only'
            cand --quiet 'Less: results and errors only'
            cand -v 'More diagnostics on stderr; twice for details'
            cand --verbose 'More diagnostics on stderr; twice for details'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookctl;show'= {
            cand --store 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing'
            cand --config 'The config file, instead of the nearest hookctl.toml'
            cand --color 'Colours'
            cand --body 'The exact bytes of the body and nothing else'
            cand --headers 'The header fields'
            cand --http 'The request as raw HTTP'
            cand --curl 'A curl command that sends it again'
            cand --reveal 'With --curl: write signatures, cookies and credentials out instead of masking them'
            cand --json 'JSON Lines on stdout, one object a line'
            cand -q 'Less: results and errors only'
            cand --quiet 'Less: results and errors only'
            cand -v 'More diagnostics on stderr; twice for details'
            cand --verbose 'More diagnostics on stderr; twice for details'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookctl;prune'= {
            cand --older-than 'Only what is older'
            cand --keep 'Never the newest so many of those that match'
            cand --store 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing'
            cand --config 'The config file, instead of the nearest hookctl.toml'
            cand --color 'Colours'
            cand --erase 'Leave no trace of the deleted deliveries in the file (rewrites it)'
            cand --dry-run 'Say what would be deleted, and delete nothing'
            cand -y 'Do not ask'
            cand --yes 'Do not ask'
            cand --json 'JSON Lines on stdout, one object a line'
            cand -q 'Less: results and errors only'
            cand --quiet 'Less: results and errors only'
            cand -v 'More diagnostics on stderr; twice for details'
            cand --verbose 'More diagnostics on stderr; twice for details'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookctl;doctor'= {
            cand -p 'The port that `listen` would use [default: 7878]'
            cand --port 'The port that `listen` would use [default: 7878]'
            cand --store 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing'
            cand --config 'The config file, instead of the nearest hookctl.toml'
            cand --color 'Colours'
            cand --json 'JSON Lines on stdout, one object a line'
            cand -q 'Less: results and errors only'
            cand --quiet 'Less: results and errors only'
            cand -v 'More diagnostics on stderr; twice for details'
            cand --verbose 'More diagnostics on stderr; twice for details'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookctl;completions'= {
            cand --store 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing'
            cand --config 'The config file, instead of the nearest hookctl.toml'
            cand --color 'Colours'
            cand --json 'JSON Lines on stdout, one object a line'
            cand -q 'Less: results and errors only'
            cand --quiet 'Less: results and errors only'
            cand -v 'More diagnostics on stderr; twice for details'
            cand --verbose 'More diagnostics on stderr; twice for details'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookctl;man'= {
            cand --dir 'Write the pages of all commands into this folder'
            cand --store 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing'
            cand --config 'The config file, instead of the nearest hookctl.toml'
            cand --color 'Colours'
            cand --json 'JSON Lines on stdout, one object a line'
            cand -q 'Less: results and errors only'
            cand --quiet 'Less: results and errors only'
            cand -v 'More diagnostics on stderr; twice for details'
            cand --verbose 'More diagnostics on stderr; twice for details'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookctl;help'= {
            cand --store 'The store: one SQLite file, or a folder for it; `:memory:` keeps nothing'
            cand --config 'The config file, instead of the nearest hookctl.toml'
            cand --color 'Colours'
            cand --json 'JSON Lines on stdout, one object a line'
            cand -q 'Less: results and errors only'
            cand --quiet 'Less: results and errors only'
            cand -v 'More diagnostics on stderr; twice for details'
            cand --verbose 'More diagnostics on stderr; twice for details'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
    ]
    $completions[$command]
}
