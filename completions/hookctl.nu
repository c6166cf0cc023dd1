module completions {

  def "nu-complete hookctl color" [] {
    [ "auto" "always" "never" ]
  }

  # Capture, inspect and keep webhooks on your own machine, byte for byte
  export extern hookctl [
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete hookctl listen color" [] {
    [ "auto" "always" "never" ]
  }

  # The capture server: keep whatever is sent to it, answer, print a line a delivery
  export extern "hookctl listen" [
    --port(-p): string        # Port; 0 is any free one [default: 7878]
    --host: string            # Address [default: loopback, 127.0.0.1 and `::1`]; one that others can reach needs --expose
    --expose                  # Allow an address that other machines can reach
    --respond: string         # Answers in turn, the last repeats, such as `500x2,429+Retry-After=2@1s,200` (see `hookctl help respond`)
    --respond-body: string    # The answers' body, or @FILE
    --respond-header: string  # A header of the answers, `K: V`; may be repeated
    --max-body: string        # Largest body; a larger one is answered 413 and its first bytes are kept as evidence [default: 10MiB]
    --count: string           # End after so many deliveries
    --for: string             # End after that time; exit 1 if --count was not reached
    --only: string            # Show and count only what matches; everything is captured all the same
    --provider: string        # Whose scheme: a name of `hookctl providers list`. Without it, `listen` and `verify` recognise the sender
    --secret: string          # env:NAME, file:PATH, cmd:COMMAND, - (a line of stdin), or the text; a public key where the scheme has one. May be repeated
    --scheme: string          # Turn a knob of the scheme, such as `content={ts}.{body}`; may be repeated (see `hookctl help schemes`)
    --param: string           # A setting of the scheme that is no secret, such as webhook_id=… of PayPal; may be repeated
    --url: string             # The full address that the sender was given, for schemes that sign it
    --tolerance: string       # How old a signature may be, instead of the provider's rule
    --no-handshake            # Do not answer providers' endpoint challenges: they are deliveries like any other
    --ready-file: path        # Write the readiness object there once the socket accepts
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl listen color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete hookctl list color" [] {
    [ "auto" "always" "never" ]
  }

  # Find deliveries, newest first
  export extern "hookctl list" [
    --since: string           # Received at or after: a time, or a duration meaning ago
    --until: string           # Received before: a time, or a duration meaning ago
    --limit(-n): string       # At most so many; 0 is all of them
    --oldest-first            # Oldest first
    --follow(-f)              # Go on with what lands from now on
    --no-body                 # With --json: leave the bodies out
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl list color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
    ...words: string          # A filter, or deliveries by name: 42, last, last~2, 10..20, a uid
  ]

  def "nu-complete hookctl tail color" [] {
    [ "auto" "always" "never" ]
  }

  # Watch deliveries land in the store, whoever captures them (`list --follow`)
  export extern "hookctl tail" [
    --since: string           # Received at or after: a time, or a duration meaning ago
    --until: string           # Received before: a time, or a duration meaning ago
    --limit(-n): string       # First show so many that are there already
    --no-body                 # With --json: leave the bodies out
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl tail color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
    ...words: string          # A filter, or deliveries by name: 42, last, last~2, 10..20, a uid
  ]

  def "nu-complete hookctl show color" [] {
    [ "auto" "always" "never" ]
  }

  # Print deliveries: all of one, or a part
  export extern "hookctl show" [
    --body                    # The exact bytes of the body and nothing else
    --headers                 # The header fields
    --http                    # The request as raw HTTP
    --curl                    # A curl command that sends it again
    --reveal                  # With --curl: write signatures, cookies and credentials out instead of masking them
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl show color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
    ...deliveries: string     # Which: 42, last, last~2, 10..20 or a uid
  ]

  def "nu-complete hookctl verify color" [] {
    [ "auto" "always" "never" ]
  }

  # Judge a signature, with the reason; name the mistake when it is wrong
  export extern "hookctl verify" [
    --delivery: string        # A delivery of the store: 42, last, last~2 or a uid
    --infer                   # The scheme is unknown: find it from this delivery and its secret, and print it as a pack
    --provider: string        # Whose scheme: a name of `hookctl providers list`. Without it, `listen` and `verify` recognise the sender
    --secret: string          # env:NAME, file:PATH, cmd:COMMAND, - (a line of stdin), or the text; a public key where the scheme has one. May be repeated
    --scheme: string          # Turn a knob of the scheme, such as `content={ts}.{body}`; may be repeated (see `hookctl help schemes`)
    --param: string           # A setting of the scheme that is no secret, such as webhook_id=… of PayPal; may be repeated
    --url: string             # The full address that the sender was given, for schemes that sign it
    --header(-H): string      # A header to add or replace; may be repeated
    --body: path              # Take the body from that file
    --method: string          # The method, where the paste has none [default: POST]
    --at: string              # Judge it at that time instead of now (a delivery of the store: when it arrived)
    --tolerance: string       # How old a signature may be, instead of the provider's rule
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl verify color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
    input?: path              # A file (- is stdin) with a raw HTTP request, a curl command, a HAR, a delivery as JSON, or the body alone; or a delivery by name
  ]

  def "nu-complete hookctl sign print" [] {
    [ "headers" "curl" "http" "json" ]
  }

  def "nu-complete hookctl sign color" [] {
    [ "auto" "always" "never" ]
  }

  # Sign a body as a provider does
  export extern "hookctl sign" [
    --provider: string        # Whose scheme: a name of `hookctl providers list`. Without it, `listen` and `verify` recognise the sender
    --secret: string          # env:NAME, file:PATH, cmd:COMMAND, - (a line of stdin), or the text; a public key where the scheme has one. May be repeated
    --scheme: string          # Turn a knob of the scheme, such as `content={ts}.{body}`; may be repeated (see `hookctl help schemes`)
    --param: string           # A setting of the scheme that is no secret, such as webhook_id=… of PayPal; may be repeated
    --url: string             # The full address that the sender was given, for schemes that sign it
    --header(-H): string      # A header of the request; may be repeated
    --method: string          # The method [default: POST]
    --at: string              # The moment of signing [default: now]
    --id: string              # The id of the message, where the scheme signs one
    --print: string@"nu-complete hookctl sign print" # What is printed
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl sign color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
    input?: path              # The body; - is stdin, nothing is an empty one
  ]

  def "nu-complete hookctl providers color" [] {
    [ "auto" "always" "never" ]
  }

  # The catalogue of providers: how each signs, names its events, shakes hands and retries
  export extern "hookctl providers" [
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl providers color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete hookctl providers list color" [] {
    [ "auto" "always" "never" ]
  }

  # All providers, or those that a word occurs in
  export extern "hookctl providers list" [
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl providers list color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
    ...words: string          # Words of a name, a title, a category or a scheme
  ]

  def "nu-complete hookctl providers show color" [] {
    [ "auto" "always" "never" ]
  }

  # All that is known of one: how it signs, names its events, shakes hands and retries
  export extern "hookctl providers show" [
    --pack                    # Print the pack itself, to build your own upon
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl providers show color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
    name: string              # The provider, or a vendor with several schemes
  ]

  def "nu-complete hookctl providers keys color" [] {
    [ "auto" "always" "never" ]
  }

  # The public keys that a vendor publishes at an address
  export extern "hookctl providers keys" [
    --fetch                   # Fetch the key from the vendor's address, and keep it
    --add: path               # Keep the key in that file
    --url: string             # The key's address, where each message names one (such as SNS's `SigningCertURL`)
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl providers keys color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
    name: string              # The provider
  ]

  def "nu-complete hookctl prune color" [] {
    [ "auto" "always" "never" ]
  }

  # Delete deliveries by age, count or filter
  export extern "hookctl prune" [
    --older-than: string      # Only what is older
    --keep: string            # Never the newest so many of those that match
    --erase                   # Leave no trace of the deleted deliveries in the file (rewrites it)
    --dry-run                 # Say what would be deleted, and delete nothing
    --yes(-y)                 # Do not ask
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl prune color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
    ...words: string          # Only what matches
  ]

  def "nu-complete hookctl doctor color" [] {
    [ "auto" "always" "never" ]
  }

  # Check each thing that hookctl needs, and say where each setting comes from
  export extern "hookctl doctor" [
    --port(-p): string        # The port that `listen` would use [default: 7878]
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl doctor color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete hookctl completions shell" [] {
    [ "bash" "zsh" "fish" "powershell" "elvish" "nushell" ]
  }

  def "nu-complete hookctl completions color" [] {
    [ "auto" "always" "never" ]
  }

  # Print a completion script
  export extern "hookctl completions" [
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl completions color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
    shell: string@"nu-complete hookctl completions shell" # The shell
  ]

  def "nu-complete hookctl man color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the man page, or write all of them into a folder
  export extern "hookctl man" [
    --dir: directory          # Write the pages of all commands into this folder
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl man color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete hookctl help color" [] {
    [ "auto" "always" "never" ]
  }

  # Explain a command or a topic: filters, schemes, packs, respond, exit-codes, environment
  export extern "hookctl help" [
    --store: path             # The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    --config: path            # The config file, instead of the nearest hookctl.toml
    --json                    # JSON Lines on stdout, one object a line
    --color: string@"nu-complete hookctl help color" # Colours
    --quiet(-q)               # Less: results and errors only
    --verbose(-v)             # More diagnostics on stderr; twice for details
    --help(-h)                # Print help (see more with '--help')
    topic?: string            # A command, or a topic: filters, schemes, packs, respond, exit-codes, environment
  ]

}

export use completions *
