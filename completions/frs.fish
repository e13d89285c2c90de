# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_frs_global_optspecs
    string join \n home= repository= models= authorization= passphrase-file= passphrase-fd= json h/help V/version
end

function __fish_frs_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_frs_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_frs_using_subcommand
    set -l cmd (__fish_frs_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c frs -n "__fish_frs_needs_command" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_needs_command" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_needs_command" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_needs_command" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_needs_command" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_needs_command" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_needs_command" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c frs -n "__fish_frs_needs_command" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_needs_command" -f -a "enroll" -d 'Enter images of known persons in the repository (2-110-3-H)'
complete -c frs -n "__fish_frs_needs_command" -f -a "probe" -d 'Input the image of the person being investigated (2-110-4-D-2)'
complete -c frs -n "__fish_frs_needs_command" -f -a "search" -d 'Cross-reference a probe with the repository: a list of candidates, each a lead only (2-110-4-D-3)'
complete -c frs -n "__fish_frs_needs_command" -f -a "verify" -d 'Compare each candidate, and verify it elsewhere (2-110-4-D-4, 4-D-5)'
complete -c frs -n "__fish_frs_needs_command" -f -a "share" -d 'Hand over what frs wrote: inside the Department (2-110-4-D-6), outside of it (2-110-4-C)'
complete -c frs -n "__fish_frs_needs_command" -f -a "audit" -d 'Read and check the book of everything that was done'
complete -c frs -n "__fish_frs_needs_command" -f -a "purpose" -d 'State why, and see what was stated (2-110-4-A)'
complete -c frs -n "__fish_frs_needs_command" -f -a "paper" -d 'Ask, sign, read and accept papers: authorizations, suspensions, floors'
complete -c frs -n "__fish_frs_needs_command" -f -a "key" -d 'Your own key'
complete -c frs -n "__fish_frs_needs_command" -f -a "program" -d 'Found a program; exchange its data keys'
complete -c frs -n "__fish_frs_needs_command" -f -a "repository" -d 'State and upkeep of the repository; backups, and restoring them'
complete -c frs -n "__fish_frs_needs_command" -f -a "model" -d 'The networks and what is known of them'
complete -c frs -n "__fish_frs_needs_command" -f -a "status" -d 'Who am I, what may I do, what waits for me: one screen'
complete -c frs -n "__fish_frs_needs_command" -f -a "doctor" -d 'Whether machine, models, key and repository are fit for work, and what mends what is not'
complete -c frs -n "__fish_frs_needs_command" -f -a "demo" -d 'See the whole thing work, in a new directory, on the shipped portraits'
complete -c frs -n "__fish_frs_needs_command" -f -a "completions" -d 'Print a completion script for your shell'
complete -c frs -n "__fish_frs_needs_command" -f -a "man" -d 'Write the manual pages, one a command'
complete -c frs -n "__fish_frs_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand enroll" -l manifest -d 'A manifest of images' -r -F
complete -c frs -n "__fish_frs_using_subcommand enroll" -l root -d 'Folder that the manifest\'s paths are relative to, and must stay in [default: the manifest\'s own]' -r -F
complete -c frs -n "__fish_frs_using_subcommand enroll" -l columns -d 'Which column of a records system\'s export is which (--columns-template prints a file to fill in)' -r -F
complete -c frs -n "__fish_frs_using_subcommand enroll" -l retry -d 'Only what an earlier run, whose --json output this file holds, did not enroll' -r -F
complete -c frs -n "__fish_frs_using_subcommand enroll" -l subject -d 'Subject of the one image: an id, no name' -r
complete -c frs -n "__fish_frs_using_subcommand enroll" -l capture-date -d 'When the photographs were taken, where a row does not say (2024-05-31 or 2024)' -r
complete -c frs -n "__fish_frs_using_subcommand enroll" -l birth-year -d 'Year of birth, where a row does not say' -r
complete -c frs -n "__fish_frs_using_subcommand enroll" -l source -d 'Where the photographs come from, where a row does not say' -r
complete -c frs -n "__fish_frs_using_subcommand enroll" -l legal-basis -d 'Why they may be held, where a row does not say' -r
complete -c frs -n "__fish_frs_using_subcommand enroll" -l explain -d 'Write each stage of recognition into this directory (one image only)' -r -F
complete -c frs -n "__fish_frs_using_subcommand enroll" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand enroll" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand enroll" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand enroll" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand enroll" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand enroll" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand enroll" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand enroll" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand enroll" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand enroll" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand enroll" -l columns-template -d 'Print a mapping of columns to fill in'
complete -c frs -n "__fish_frs_using_subcommand enroll" -l dry-run -d 'Look at every row and file, and enroll nothing'
complete -c frs -n "__fish_frs_using_subcommand enroll" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand enroll" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand enroll" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand probe" -l intake -d 'TOML file with source, lawful acquisition, request and attestations' -r -F
complete -c frs -n "__fish_frs_using_subcommand probe" -l edit -d 'Edit the image before it is measured; repeated, in this order' -r
complete -c frs -n "__fish_frs_using_subcommand probe" -l face -d 'Which of several faces, by its number, of the image as edited' -r
complete -c frs -n "__fish_frs_using_subcommand probe" -l override-file -d 'File with the reason for going on past a quality warning' -r -F
complete -c frs -n "__fish_frs_using_subcommand probe" -l explain -d 'Write each stage of recognition into this directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand probe" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand probe" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand probe" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand probe" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand probe" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand probe" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand probe" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand probe" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand probe" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand probe" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand probe" -l template -d 'Print an intake file to fill in'
complete -c frs -n "__fish_frs_using_subcommand probe" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand probe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c frs -n "__fish_frs_using_subcommand probe" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand search" -l replay -d 'Make this search again and say whether the list is the same; shows nobody who was not on it' -r
complete -c frs -n "__fish_frs_using_subcommand search" -l candidates -d 'Length of the candidate list [default and maximum: the floor\'s, 20 and 50]' -r
complete -c frs -n "__fish_frs_using_subcommand search" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand search" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand search" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand search" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand search" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand search" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand search" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand search" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand search" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand search" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand search" -l with-personal -d 'With --json: print subject labels too; this is recorded'
complete -c frs -n "__fish_frs_using_subcommand search" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand search" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand search" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -f -a "status" -d 'What is open on a candidate list, and what is due'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -f -a "list" -d 'Show the list of an earlier search once more, with its scores'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -f -a "open" -d 'Look at one candidate: both photographs side by side, as a working copy'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -f -a "contact" -d 'Look at the whole list on one sheet: the probe annotated, every candidate at one scale; a page and a picture'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -f -a "record" -d 'Record the comparison of one candidate; at a terminal it is asked'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -f -a "packet" -d 'Seal the packet for a blind second review: the kept candidates among others, in a drawn order'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -f -a "review" -d 'Review blind: open the packet, then record one item after the other'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -f -a "resolve" -d 'Record how a difference between the two examiners was resolved; both records stay'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -f -a "source" -d 'Record one source outside face recognition (2-110-4-D-5)'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -f -a "outcome" -d 'Record what the sources lead to: confirmed, eliminated, unresolved (2-110-4-D-5)'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -f -a "close" -d 'Close a list without a verification: searched by mistake, or not needed any more; at a terminal it is asked why'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -f -a "report" -d 'Write the lead report of the whole list: PDF, page, JSON'
complete -c frs -n "__fish_frs_using_subcommand verify; and not __fish_seen_subcommand_from status list open contact record packet review resolve source outcome close report help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from status" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from status" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from status" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from status" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from status" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from status" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from status" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from status" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from status" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from status" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from status" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from status" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from list" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from list" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from list" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from list" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from list" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from list" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from list" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from list" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from list" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from list" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from list" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -l candidate -d 'Which candidate, by its place in the list' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -l out -d 'The new directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from open" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -l out -d 'The new directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from contact" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l candidate -d 'Which candidate, by its place in the list' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l file -d 'TOML file with the answers; `-` reads standard input' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l template -d 'Print a form to fill in'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from record" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -l reviewer -d 'Who is to review: badge or person id' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from packet" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l out -d 'Open the packet: write its pages into this new directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l item -d 'Record this item' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l file -d 'TOML file with the record; `-` reads standard input' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from review" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l candidate -d 'Which candidate, by its place in the list' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l file -d 'TOML file with the answers; `-` reads standard input' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l template -d 'Print a form to fill in'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from resolve" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l candidate -d 'Which candidate, by its place in the list' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l file -d 'TOML file with the answers; `-` reads standard input' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l template -d 'Print a form to fill in'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from source" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l candidate -d 'Which candidate, by its place in the list' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l file -d 'TOML file with the answers; `-` reads standard input' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l template -d 'Print a form to fill in'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from outcome" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -l file -d 'TOML file with the answers; `-` reads standard input' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -l template -d 'Print a form to fill in'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from close" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l out -d 'The new directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l preliminary -d 'Before the blind review, where the floor allows it; marked so on every page, and the review is then due in 72 hours'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l redact-others -d 'Leave away who the excluded and eliminated candidates are: what may be released is made of this one'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from report" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from help" -f -a "status" -d 'What is open on a candidate list, and what is due'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from help" -f -a "list" -d 'Show the list of an earlier search once more, with its scores'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from help" -f -a "open" -d 'Look at one candidate: both photographs side by side, as a working copy'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from help" -f -a "contact" -d 'Look at the whole list on one sheet: the probe annotated, every candidate at one scale; a page and a picture'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from help" -f -a "record" -d 'Record the comparison of one candidate; at a terminal it is asked'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from help" -f -a "packet" -d 'Seal the packet for a blind second review: the kept candidates among others, in a drawn order'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from help" -f -a "review" -d 'Review blind: open the packet, then record one item after the other'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from help" -f -a "resolve" -d 'Record how a difference between the two examiners was resolved; both records stay'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from help" -f -a "source" -d 'Record one source outside face recognition (2-110-4-D-5)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from help" -f -a "outcome" -d 'Record what the sources lead to: confirmed, eliminated, unresolved (2-110-4-D-5)'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from help" -f -a "close" -d 'Close a list without a verification: searched by mistake, or not needed any more; at a terminal it is asked why'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from help" -f -a "report" -d 'Write the lead report of the whole list: PDF, page, JSON'
complete -c frs -n "__fish_frs_using_subcommand verify; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -f -a "inside" -d 'Share inside the Department, with the lead investigator\'s approval (2-110-4-D-6)'
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -f -a "request" -d 'Ask the release authority for a release: a paper to sign, and a sealed packet of exactly what would leave (2-110-4-C)'
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -f -a "release" -d 'Release what was approved, once, encrypted to the recipient (2-110-4-C)'
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -f -a "receipt" -d 'Record that the recipient acknowledged a release'
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -f -a "status" -d 'What of a case was handed over, what waits, what is due and what has ended'
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -f -a "open" -d 'Open what was sealed to you: check it, and unpack it; needs no repository'
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -f -a "discovery" -d 'Collect what is recorded of one search, for the defence: a working copy until its release is approved (2-110-4-C)'
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -f -a "recompute" -d 'Make again what a discovery file holds: edits, template, scores; opens no repository'
complete -c frs -n "__fish_frs_using_subcommand share; and not __fish_seen_subcommand_from inside request release receipt status open discovery recompute help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l probe -d 'The probe\'s image as it was received' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l details -d 'TOML file: to whom, why, until when, and who approved it by word; `-` reads standard input. Without it you are asked' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l approval -d 'Digest of a signed and accepted approval, which says all of that' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l out -d 'The new directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l template -d 'Print a form to fill in'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from inside" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l probe -d 'The probe\'s image as it was received' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l details -d 'TOML file: to whom, on which basis and terms; `-` reads standard input. Without it you are asked' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l to -d 'The release authority: badge or person id' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l out -d 'The new directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l template -d 'Print a form to fill in'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from request" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l probe -d 'The probe\'s image as it was received' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l approval -d 'Digest of the accepted approval' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l recipient-key -d 'The recipient\'s key, to be held against the approval\'s' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l bundle-passphrase-file -d 'Read the bundle\'s passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l out -d 'The bundle\'s new file' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from release" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l approval -d 'Digest of the approval by which it was released' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l details -d 'TOML file: who acknowledged it, when, by which channel; `-` reads standard input. Without it you are asked' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l template -d 'Print a form to fill in'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from receipt" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -l draft -d 'Write the draft once more with which the approval of this share is to be signed' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -l out -d 'The new file for it' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from status" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l out -d 'The new directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l identity -d 'An age identity file (age-keygen) instead of your own frs key' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l bundle-passphrase-file -d 'Read the bundle\'s passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l program -d 'The program file that you hold (`frs program show`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l fingerprint -d 'The program\'s fingerprint, as the Commander told it' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l witness -d 'File with the key of a witness (`frs key show --witness`); may be given more than once' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l quorum -d 'How many of them must have cosigned' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from open" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -l out -d 'The new directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from discovery" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from recompute" -l program -d 'The program file that you hold (`frs program show`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from recompute" -l fingerprint -d 'The program\'s fingerprint, as the Commander told it' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from recompute" -l witness -d 'File with the key of a witness (`frs key show --witness`); may be given more than once' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from recompute" -l quorum -d 'How many of them must have cosigned' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from recompute" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from recompute" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from recompute" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from recompute" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from recompute" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from recompute" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from recompute" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from recompute" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from recompute" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from help" -f -a "inside" -d 'Share inside the Department, with the lead investigator\'s approval (2-110-4-D-6)'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from help" -f -a "request" -d 'Ask the release authority for a release: a paper to sign, and a sealed packet of exactly what would leave (2-110-4-C)'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from help" -f -a "release" -d 'Release what was approved, once, encrypted to the recipient (2-110-4-C)'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from help" -f -a "receipt" -d 'Record that the recipient acknowledged a release'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from help" -f -a "status" -d 'What of a case was handed over, what waits, what is due and what has ended'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from help" -f -a "open" -d 'Open what was sealed to you: check it, and unpack it; needs no repository'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from help" -f -a "discovery" -d 'Collect what is recorded of one search, for the defence: a working copy until its release is approved (2-110-4-C)'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from help" -f -a "recompute" -d 'Make again what a discovery file holds: edits, template, scores; opens no repository'
complete -c frs -n "__fish_frs_using_subcommand share; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "show" -d 'Show entries of the book, the newest if nothing else is said'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "report" -d 'Report what was done in a period, and what needs a look: table, JSON, CSV, or a page to print'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "follow" -d 'Tell one story in order, in plain words: of a case, a person, or an entry'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "sample" -d 'Draw searches for justification; the same seed draws the same ones (docs/audit.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "answer" -d 'Record what you found of a search that was drawn: agreed or questioned, and why; at a terminal it is asked'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "statistics" -d 'Numbers of one year without personal data, to publish'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "checkpoint" -d 'Sign what the book is now, and write what a witness is asked'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "prove" -d 'Prove to somebody who has no repository that an entry stands in the book'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "check-proof" -d 'Check a proof; needs no key and no repository'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "check-report" -d 'Check the files of a lead report against the proof of its entry; needs no key and no repository'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "export" -d 'Write the leaves of the book, without values, so that they can be checked without any key'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "check-export" -d 'Check an export; needs no key and no repository'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "witness" -d 'As a witness: check that the log only grew, remember what you saw, and cosign it'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "verify" -d 'Check every entry, signature, commitment and the gallery, and what was seen of the book before'
complete -c frs -n "__fish_frs_using_subcommand audit; and not __fish_seen_subcommand_from show report follow sample answer statistics checkpoint prove check-proof check-report export check-export witness verify help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l from -d 'Begin here [default: so that the newest is the last one shown]' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l last -d 'So many of the newest' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l limit -d 'At most so many' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l from -d 'From this day or moment on' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l until -d 'Up to and with this day, or before this moment' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l zone -d 'Time zone of days and hours: America/Denver, UTC [default: the machine\'s]' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l of-person -d 'Only what this person did: badge or person id' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l of-purpose -d 'Only what was done under this kind of purpose' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l of-case -d 'Only what was done for this case' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l csv -d 'Write the lists as one CSV table into this new file' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l html -d 'Write the report as a page into this new file' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from report" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from follow" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from follow" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from follow" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from follow" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from follow" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from follow" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from follow" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from follow" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from follow" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from follow" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from follow" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from follow" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from follow" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l n -d 'How many' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l seed -d 'What they are drawn by: chosen after the period ended, by somebody who made none of the searches' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l from -d 'From this day or moment on' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l until -d 'Up to and with this day, or before this moment' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l zone -d 'Time zone of days and hours: America/Denver, UTC [default: the machine\'s]' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from sample" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -l file -d 'TOML file with the answer; `-` reads standard input' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -l template -d 'Print a form to fill in'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from answer" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -l year -d 'The year (UTC)' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from statistics" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -l out -d 'Where the request to the witness goes' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -l old -d 'How many entries the witness says it has seen, where the book does not know it' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from checkpoint" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -l open -d 'A field whose value the proof opens; may be given more than once' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -l out -d 'Where the proof goes [default: entry-LOG-NUMBER.tlog-proof]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from prove" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-proof" -l program -d 'The program file that you hold (`frs program show`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-proof" -l fingerprint -d 'The program\'s fingerprint, as the Commander told it' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-proof" -l witness -d 'File with the key of a witness (`frs key show --witness`); may be given more than once' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-proof" -l quorum -d 'How many of them must have cosigned' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-proof" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-proof" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-proof" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-proof" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-proof" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-proof" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-proof" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-proof" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-proof" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -l proof -d 'The proof, made with `frs audit prove … --open record`' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -l program -d 'The program file that you hold (`frs program show`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -l fingerprint -d 'The program\'s fingerprint, as the Commander told it' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -l witness -d 'File with the key of a witness (`frs key show --witness`); may be given more than once' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -l quorum -d 'How many of them must have cosigned' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-report" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -l out -d 'A new directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from export" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-export" -l program -d 'The program file that you hold (`frs program show`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-export" -l fingerprint -d 'The program\'s fingerprint, as the Commander told it' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-export" -l witness -d 'File with the key of a witness (`frs key show --witness`); may be given more than once' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-export" -l quorum -d 'How many of them must have cosigned' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-export" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-export" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-export" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-export" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-export" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-export" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-export" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-export" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from check-export" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -l program -d 'The program file (`frs program show`): needed the first time, and where a key of the program changed' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -l fingerprint -d 'The program\'s fingerprint, as the Commander told it, instead of typing it' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -l out -d 'Where the answer goes [default: beside the request]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -l take-up -d 'Your memory was put back: go on from this newest answer of your own; asks for the fingerprint' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -l new-log -d 'You know that a backup was restored: a new log begins'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -l state -d 'Show what you have cosigned, and do nothing else'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from witness" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l anchor -d 'A file with an old checkpoint (a witness\'s answer, a request, a proof): the book must extend it' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l max-unwitnessed -d 'How many entries may be unwitnessed' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l read-only -d 'The repository is evidence: write nothing, anywhere'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from verify" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show entries of the book, the newest if nothing else is said'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "report" -d 'Report what was done in a period, and what needs a look: table, JSON, CSV, or a page to print'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "follow" -d 'Tell one story in order, in plain words: of a case, a person, or an entry'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "sample" -d 'Draw searches for justification; the same seed draws the same ones (docs/audit.md)'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "answer" -d 'Record what you found of a search that was drawn: agreed or questioned, and why; at a terminal it is asked'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "statistics" -d 'Numbers of one year without personal data, to publish'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "checkpoint" -d 'Sign what the book is now, and write what a witness is asked'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "prove" -d 'Prove to somebody who has no repository that an entry stands in the book'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "check-proof" -d 'Check a proof; needs no key and no repository'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "check-report" -d 'Check the files of a lead report against the proof of its entry; needs no key and no repository'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write the leaves of the book, without values, so that they can be checked without any key'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "check-export" -d 'Check an export; needs no key and no repository'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "witness" -d 'As a witness: check that the log only grew, remember what you saw, and cosign it'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "verify" -d 'Check every entry, signature, commitment and the gallery, and what was seen of the book before'
complete -c frs -n "__fish_frs_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand purpose; and not __fish_seen_subcommand_from state list show help" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and not __fish_seen_subcommand_from state list show help" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and not __fish_seen_subcommand_from state list show help" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and not __fish_seen_subcommand_from state list show help" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and not __fish_seen_subcommand_from state list show help" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and not __fish_seen_subcommand_from state list show help" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand purpose; and not __fish_seen_subcommand_from state list show help" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand purpose; and not __fish_seen_subcommand_from state list show help" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand purpose; and not __fish_seen_subcommand_from state list show help" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand purpose; and not __fish_seen_subcommand_from state list show help" -f -a "state" -d 'State a purpose; later commands cite its id'
complete -c frs -n "__fish_frs_using_subcommand purpose; and not __fish_seen_subcommand_from state list show help" -f -a "list" -d 'List the purposes that you stated'
complete -c frs -n "__fish_frs_using_subcommand purpose; and not __fish_seen_subcommand_from state list show help" -f -a "show" -d 'Show one purpose in full'
complete -c frs -n "__fish_frs_using_subcommand purpose; and not __fish_seen_subcommand_from state list show help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -l file -d 'TOML file with the answers' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -l template -d 'Print a file to fill in, and do nothing else' -r
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -l kind -d 'criminal-activity, endangered-person, decedent, administration, oversight or evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -l set -d 'Another answer that is a code, as FIELD=CODE (offense-code=30-16-2, relation=witness)' -r
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from state" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from list" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from list" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from list" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from list" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from list" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from list" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from list" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from show" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from show" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from show" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from show" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from show" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from show" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from show" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from help" -f -a "state" -d 'State a purpose; later commands cite its id'
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the purposes that you stated'
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show one purpose in full'
complete -c frs -n "__fish_frs_using_subcommand purpose; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -f -a "request" -d 'Write a request for a paper, signed with your key'
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -f -a "sign" -d 'Sign a request or draft; shows in plain words what it says first'
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -f -a "accept" -d 'Enter a signed paper in the book: that is when it counts'
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -f -a "show" -d 'Say in plain words what a paper holds, and whether its signatures are whole'
complete -c frs -n "__fish_frs_using_subcommand paper; and not __fish_seen_subcommand_from request sign accept show help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "authorization" -d 'Ask to be authorized (2-110-3-A)'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "suspension" -d 'Draft a suspension (2-110-4-E)'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "floor" -d 'Draft a new policy floor'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "designation" -d 'Draft a designation: who acts for the Commander, and until when (2-110-4-B)'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "reinstatement" -d 'Draft a reinstatement (2-110-4-E)'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "retirement" -d 'Draft the retirement of a key: a passphrase was forgotten, or somebody left'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "roster" -d 'Draft a roster of who is on call (2-110-4-D-1)'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "succession" -d 'Draft a succession: a new Commander, signed by the old root or the recovery key'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "log-key" -d 'Draft a new key of the log, which signs checkpoints'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "time" -d 'Draft a paper that takes back the time of a witness\'s answer'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "expunge-order" -d 'Draft an order to remove people, images or cases for good; two persons sign it'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "hold" -d 'Draft a legal hold: what must not be removed'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "hold-release" -d 'Draft the release of a hold'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "correction" -d 'Draft a correction of a purpose or of a person in the repository'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "share-approval" -d 'Draft the lead investigator\'s approval of an internal share (2-110-4-D-6)'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "release-approval" -d 'Draft the release authority\'s decision on a release (2-110-4-C)'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "restore" -d 'Draft a restore: a backup takes the place of the repository; Commander and witness sign it'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from request" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -l out -d 'Where the signed paper goes [default: beside the request]' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -l not-before -d 'From when it holds [default: now]' -r
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -l not-after -d 'Until when it holds [default: the training\'s end, at most a year]' -r
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -l suspensions -d 'Highest suspension number that you know' -r
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -l yes -d 'You have read it: sign without asking'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from sign" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -l confirm-time -d 'You know that a witness\'s time far ahead of this machine\'s clock is right'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from accept" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from show" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from show" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from show" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from show" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from show" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from show" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from show" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from help" -f -a "request" -d 'Write a request for a paper, signed with your key'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from help" -f -a "sign" -d 'Sign a request or draft; shows in plain words what it says first'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from help" -f -a "accept" -d 'Enter a signed paper in the book: that is when it counts'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from help" -f -a "show" -d 'Say in plain words what a paper holds, and whether its signatures are whole'
complete -c frs -n "__fish_frs_using_subcommand paper; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -f -a "new" -d 'Make your key, sealed by a passphrase'
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -f -a "show" -d 'Show your person id and public keys'
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -f -a "passphrase" -d 'Change the passphrase'
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -f -a "unlock" -d 'Let the system\'s keyring unlock your key for a while'
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -f -a "lock" -d 'Take the key out of the keyring'
complete -c frs -n "__fish_frs_using_subcommand key; and not __fish_seen_subcommand_from new show passphrase unlock lock help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from new" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from new" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from new" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from new" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from new" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from new" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from new" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from new" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from show" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from show" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from show" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from show" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from show" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from show" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from show" -l witness -d 'Print the one line by which a floor names you as a witness'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from show" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from passphrase" -l new-passphrase-file -d 'Read the new passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from passphrase" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from passphrase" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from passphrase" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from passphrase" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from passphrase" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from passphrase" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from passphrase" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from passphrase" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from passphrase" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from unlock" -l for -d 'For how long (8h, 30m)' -r
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from unlock" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from unlock" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from unlock" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from unlock" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from unlock" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from unlock" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from unlock" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from unlock" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from unlock" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from lock" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from lock" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from lock" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from lock" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from lock" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from lock" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from lock" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from lock" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from lock" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "new" -d 'Make your key, sealed by a passphrase'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show your person id and public keys'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "passphrase" -d 'Change the passphrase'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "unlock" -d 'Let the system\'s keyring unlock your key for a while'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "lock" -d 'Take the key out of the keyring'
complete -c frs -n "__fish_frs_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -f -a "found" -d 'Found a program: your key becomes its root key, and the Commander\'s (2-110-4-B)'
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -f -a "show" -d 'Write the program file: the founding note and the papers that anybody may see, for witnesses and other checkers'
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -f -a "status" -d 'Who may do what until when, what waits for somebody, what ends within 30 days'
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -f -a "rekey" -d 'Seal everything under new data keys, after a suspension (2-110-4-E)'
complete -c frs -n "__fish_frs_using_subcommand program; and not __fish_seen_subcommand_from found show status rekey help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -l name -d 'The program\'s name' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -l recovery -d 'File with the public keys of the recovery root (`frs key show`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -l retention-years -d 'How many years references are kept' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -l floor -d 'File with the other fields of the first floor, where the defaults do not suit' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -l witness -d 'File with the key of a witness (`frs key show --witness`); may be given more than once' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from found" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -l out -d 'Where it goes' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from status" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from status" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from status" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from status" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from status" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from status" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from status" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from status" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from status" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from status" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from status" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from status" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -l log-key-only -d 'Renew only the key that signs checkpoints; the Commander\'s'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from rekey" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from help" -f -a "found" -d 'Found a program: your key becomes its root key, and the Commander\'s (2-110-4-B)'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from help" -f -a "show" -d 'Write the program file: the founding note and the papers that anybody may see, for witnesses and other checkers'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from help" -f -a "status" -d 'Who may do what until when, what waits for somebody, what ends within 30 days'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from help" -f -a "rekey" -d 'Seal everything under new data keys, after a suspension (2-110-4-E)'
complete -c frs -n "__fish_frs_using_subcommand program; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -f -a "status" -d 'Counts, models, floor and book'
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -f -a "check" -d 'Whether file, book, witness, clock and your authorization are as they must be; what `frs doctor` asks of a repository'
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -f -a "backup" -d 'Copy the repository while others work with it: one file, sealed as the repository is, checked before it counts'
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -f -a "expunge" -d 'Remove for good what two people ordered: rows, values of the book, and what is left in the files'
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -f -a "correct" -d 'Enter an accepted correction: a case number, a lead, a label, a doubled person; the record stays as it was'
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -f -a "re-embed" -d 'Measure every enrolled photograph with the model that the floor pins now'
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -f -a "retention" -d 'List what is due by the floor\'s retention; removes nothing'
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -f -a "restore" -d 'Let a backup take the place of the repository, by an order that the Commander and a witness sign'
complete -c frs -n "__fish_frs_using_subcommand repository; and not __fish_seen_subcommand_from status check backup expunge correct re-embed retention restore help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -l floor -d 'Print the floor\'s fields only, to edit for a new floor'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from status" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from check" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from check" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from check" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from check" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from check" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from check" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from check" -l thorough -d 'Hold every index and every record too; reads the whole file'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from check" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from check" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -l out -d 'The new file' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from backup" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l order -d 'SHA-256 of the accepted order, as `frs paper accept` printed it' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l dry-run -d 'Show what would go, and remove nothing'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l yes -d 'You have seen what goes: do not ask'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from expunge" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -l paper -d 'SHA-256 of the accepted correction, as `frs paper accept` printed it' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from correct" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from re-embed" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from re-embed" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from re-embed" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from re-embed" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from re-embed" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from re-embed" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from re-embed" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from re-embed" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from re-embed" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from re-embed" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from re-embed" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from re-embed" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from re-embed" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -l before -d 'Only what ended before this day' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -l draft-order -d 'Write the draft of an order that removes it into this new file' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from retention" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l from -d 'The backup' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l draft -d 'Where the draft of the order goes' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l paper -d 'The order, signed by the Commander and a witness' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l anchor -d 'For the draft: a file with the newest checkpoint that somebody kept, as a witness\'s answer (repeatable)' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l suspensions-known -d 'For the draft: the highest suspension that anybody knows' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from restore" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from help" -f -a "status" -d 'Counts, models, floor and book'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from help" -f -a "check" -d 'Whether file, book, witness, clock and your authorization are as they must be; what `frs doctor` asks of a repository'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from help" -f -a "backup" -d 'Copy the repository while others work with it: one file, sealed as the repository is, checked before it counts'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from help" -f -a "expunge" -d 'Remove for good what two people ordered: rows, values of the book, and what is left in the files'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from help" -f -a "correct" -d 'Enter an accepted correction: a case number, a lead, a label, a doubled person; the record stays as it was'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from help" -f -a "re-embed" -d 'Measure every enrolled photograph with the model that the floor pins now'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from help" -f -a "retention" -d 'List what is due by the floor\'s retention; removes nothing'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from help" -f -a "restore" -d 'Let a backup take the place of the repository, by an order that the Commander and a witness sign'
complete -c frs -n "__fish_frs_using_subcommand repository; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -f -a "list" -d 'List the models with their digests'
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -f -a "show" -d 'Show one model\'s card'
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -f -a "import" -d 'Make a model of an ONNX file of a known architecture'
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -f -a "evaluate" -d 'Measure how often the software errs, on photographs whose people are known (purpose: evaluation)'
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -f -a "calibrate" -d 'Measure what a score means, and write the model\'s card with that table (purpose: evaluation)'
complete -c frs -n "__fish_frs_using_subcommand model; and not __fish_seen_subcommand_from list show import evaluate calibrate help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from list" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from list" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from list" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from list" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from list" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from list" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from list" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from show" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from show" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from show" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from show" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from show" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from show" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from show" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from import" -l name -d 'The new model\'s name' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from import" -l about -d 'What is to be said of it (TOML); without it, the form to fill in is shown' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from import" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from import" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from import" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from import" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from import" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from import" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from import" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from import" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l manifest -d 'A manifest of photographs and their people' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l pairs -d 'A CSV file of pairs' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l root -d 'Folder that the list\'s paths are relative to, and must stay in [default: the list\'s own]' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l only -d 'Take only rows with this value in a column (repeatable)' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l model -d 'The embedder [default: the one in use]' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l detector -d 'The detector [default: the one in use]' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l by -d 'Tell rates by the values of this column too (repeatable)' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l enroll -d 'Of each person who has more photographs, enroll so many where the list gives no roles' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l against -d 'Measure this embedder beside it, on the same photographs, with the interval of the difference' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l csv -d 'Write the figures as a CSV table into this new file' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l html -d 'Write the figures with their curves as a page into this new file' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l enforce-limits -d 'Count photographs past a refusing quality limit as failures to enroll'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from evaluate" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l manifest -d 'A manifest of photographs and their people' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l pairs -d 'A CSV file of pairs' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l root -d 'Folder that the list\'s paths are relative to, and must stay in [default: the list\'s own]' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l only -d 'Take only rows with this value in a column (repeatable)' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l model -d 'The embedder [default: the one in use]' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l detector -d 'The detector [default: the one in use]' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l data-set -d 'What the photographs are, for the card: one line, no names' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l out -d 'Where the new card goes' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l purpose -d 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l purpose-file -d 'State the purpose that this TOML file holds (see `frs purpose state --template`)' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l reason -d 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l case -d 'Case number' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from calibrate" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the models with their digests'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show one model\'s card'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from help" -f -a "import" -d 'Make a model of an ONNX file of a known architecture'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from help" -f -a "evaluate" -d 'Measure how often the software errs, on photographs whose people are known (purpose: evaluation)'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from help" -f -a "calibrate" -d 'Measure what a score means, and write the model\'s card with that table (purpose: evaluation)'
complete -c frs -n "__fish_frs_using_subcommand model; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand status" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand status" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand status" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand status" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand status" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand status" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand status" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand status" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand status" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand doctor" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand doctor" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand doctor" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand doctor" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand doctor" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand doctor" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand doctor" -l outside -d 'Look from outside only: ask for no passphrase, and do not open the book'
complete -c frs -n "__fish_frs_using_subcommand doctor" -l thorough -d 'Hold every index and every record too; reads the whole file'
complete -c frs -n "__fish_frs_using_subcommand doctor" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand doctor" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand doctor" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand demo" -l dir -d 'A new directory for the demo\'s program' -r -F
complete -c frs -n "__fish_frs_using_subcommand demo" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand demo" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand demo" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand demo" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand demo" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand demo" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand demo" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand demo" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand demo" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand completions" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand completions" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand completions" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand completions" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand completions" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand completions" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand completions" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand completions" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand completions" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand man" -l home -d 'Your own directory: key file, authorization, what you last saw of the book' -r -F
complete -c frs -n "__fish_frs_using_subcommand man" -l repository -d 'The repository\'s directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand man" -l models -d 'The models\' directory' -r -F
complete -c frs -n "__fish_frs_using_subcommand man" -l authorization -d 'Your signed authorization [default: authorization.frs in your own directory]' -r -F
complete -c frs -n "__fish_frs_using_subcommand man" -l passphrase-file -d 'Read the passphrase from the first line of this file instead of asking' -r -F
complete -c frs -n "__fish_frs_using_subcommand man" -l passphrase-fd -d 'Read the passphrase from this open file descriptor; goes before --passphrase-file' -r
complete -c frs -n "__fish_frs_using_subcommand man" -l json -d 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)'
complete -c frs -n "__fish_frs_using_subcommand man" -s h -l help -d 'Print help'
complete -c frs -n "__fish_frs_using_subcommand man" -s V -l version -d 'Print version'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "enroll" -d 'Enter images of known persons in the repository (2-110-3-H)'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "probe" -d 'Input the image of the person being investigated (2-110-4-D-2)'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "search" -d 'Cross-reference a probe with the repository: a list of candidates, each a lead only (2-110-4-D-3)'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "verify" -d 'Compare each candidate, and verify it elsewhere (2-110-4-D-4, 4-D-5)'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "share" -d 'Hand over what frs wrote: inside the Department (2-110-4-D-6), outside of it (2-110-4-C)'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "audit" -d 'Read and check the book of everything that was done'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "purpose" -d 'State why, and see what was stated (2-110-4-A)'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "paper" -d 'Ask, sign, read and accept papers: authorizations, suspensions, floors'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "key" -d 'Your own key'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "program" -d 'Found a program; exchange its data keys'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "repository" -d 'State and upkeep of the repository; backups, and restoring them'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "model" -d 'The networks and what is known of them'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "status" -d 'Who am I, what may I do, what waits for me: one screen'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "doctor" -d 'Whether machine, models, key and repository are fit for work, and what mends what is not'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "demo" -d 'See the whole thing work, in a new directory, on the shipped portraits'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "completions" -d 'Print a completion script for your shell'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "man" -d 'Write the manual pages, one a command'
complete -c frs -n "__fish_frs_using_subcommand help; and not __fish_seen_subcommand_from enroll probe search verify share audit purpose paper key program repository model status doctor demo completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from verify" -f -a "status" -d 'What is open on a candidate list, and what is due'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from verify" -f -a "list" -d 'Show the list of an earlier search once more, with its scores'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from verify" -f -a "open" -d 'Look at one candidate: both photographs side by side, as a working copy'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from verify" -f -a "contact" -d 'Look at the whole list on one sheet: the probe annotated, every candidate at one scale; a page and a picture'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from verify" -f -a "record" -d 'Record the comparison of one candidate; at a terminal it is asked'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from verify" -f -a "packet" -d 'Seal the packet for a blind second review: the kept candidates among others, in a drawn order'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from verify" -f -a "review" -d 'Review blind: open the packet, then record one item after the other'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from verify" -f -a "resolve" -d 'Record how a difference between the two examiners was resolved; both records stay'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from verify" -f -a "source" -d 'Record one source outside face recognition (2-110-4-D-5)'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from verify" -f -a "outcome" -d 'Record what the sources lead to: confirmed, eliminated, unresolved (2-110-4-D-5)'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from verify" -f -a "close" -d 'Close a list without a verification: searched by mistake, or not needed any more; at a terminal it is asked why'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from verify" -f -a "report" -d 'Write the lead report of the whole list: PDF, page, JSON'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from share" -f -a "inside" -d 'Share inside the Department, with the lead investigator\'s approval (2-110-4-D-6)'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from share" -f -a "request" -d 'Ask the release authority for a release: a paper to sign, and a sealed packet of exactly what would leave (2-110-4-C)'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from share" -f -a "release" -d 'Release what was approved, once, encrypted to the recipient (2-110-4-C)'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from share" -f -a "receipt" -d 'Record that the recipient acknowledged a release'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from share" -f -a "status" -d 'What of a case was handed over, what waits, what is due and what has ended'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from share" -f -a "open" -d 'Open what was sealed to you: check it, and unpack it; needs no repository'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from share" -f -a "discovery" -d 'Collect what is recorded of one search, for the defence: a working copy until its release is approved (2-110-4-C)'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from share" -f -a "recompute" -d 'Make again what a discovery file holds: edits, template, scores; opens no repository'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "show" -d 'Show entries of the book, the newest if nothing else is said'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "report" -d 'Report what was done in a period, and what needs a look: table, JSON, CSV, or a page to print'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "follow" -d 'Tell one story in order, in plain words: of a case, a person, or an entry'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "sample" -d 'Draw searches for justification; the same seed draws the same ones (docs/audit.md)'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "answer" -d 'Record what you found of a search that was drawn: agreed or questioned, and why; at a terminal it is asked'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "statistics" -d 'Numbers of one year without personal data, to publish'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "checkpoint" -d 'Sign what the book is now, and write what a witness is asked'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "prove" -d 'Prove to somebody who has no repository that an entry stands in the book'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "check-proof" -d 'Check a proof; needs no key and no repository'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "check-report" -d 'Check the files of a lead report against the proof of its entry; needs no key and no repository'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "export" -d 'Write the leaves of the book, without values, so that they can be checked without any key'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "check-export" -d 'Check an export; needs no key and no repository'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "witness" -d 'As a witness: check that the log only grew, remember what you saw, and cosign it'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "verify" -d 'Check every entry, signature, commitment and the gallery, and what was seen of the book before'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from purpose" -f -a "state" -d 'State a purpose; later commands cite its id'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from purpose" -f -a "list" -d 'List the purposes that you stated'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from purpose" -f -a "show" -d 'Show one purpose in full'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from paper" -f -a "request" -d 'Write a request for a paper, signed with your key'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from paper" -f -a "sign" -d 'Sign a request or draft; shows in plain words what it says first'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from paper" -f -a "accept" -d 'Enter a signed paper in the book: that is when it counts'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from paper" -f -a "show" -d 'Say in plain words what a paper holds, and whether its signatures are whole'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "new" -d 'Make your key, sealed by a passphrase'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "show" -d 'Show your person id and public keys'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "passphrase" -d 'Change the passphrase'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "unlock" -d 'Let the system\'s keyring unlock your key for a while'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "lock" -d 'Take the key out of the keyring'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from program" -f -a "found" -d 'Found a program: your key becomes its root key, and the Commander\'s (2-110-4-B)'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from program" -f -a "show" -d 'Write the program file: the founding note and the papers that anybody may see, for witnesses and other checkers'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from program" -f -a "status" -d 'Who may do what until when, what waits for somebody, what ends within 30 days'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from program" -f -a "rekey" -d 'Seal everything under new data keys, after a suspension (2-110-4-E)'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from repository" -f -a "status" -d 'Counts, models, floor and book'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from repository" -f -a "check" -d 'Whether file, book, witness, clock and your authorization are as they must be; what `frs doctor` asks of a repository'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from repository" -f -a "backup" -d 'Copy the repository while others work with it: one file, sealed as the repository is, checked before it counts'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from repository" -f -a "expunge" -d 'Remove for good what two people ordered: rows, values of the book, and what is left in the files'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from repository" -f -a "correct" -d 'Enter an accepted correction: a case number, a lead, a label, a doubled person; the record stays as it was'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from repository" -f -a "re-embed" -d 'Measure every enrolled photograph with the model that the floor pins now'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from repository" -f -a "retention" -d 'List what is due by the floor\'s retention; removes nothing'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from repository" -f -a "restore" -d 'Let a backup take the place of the repository, by an order that the Commander and a witness sign'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from model" -f -a "list" -d 'List the models with their digests'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from model" -f -a "show" -d 'Show one model\'s card'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from model" -f -a "import" -d 'Make a model of an ONNX file of a known architecture'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from model" -f -a "evaluate" -d 'Measure how often the software errs, on photographs whose people are known (purpose: evaluation)'
complete -c frs -n "__fish_frs_using_subcommand help; and __fish_seen_subcommand_from model" -f -a "calibrate" -d 'Measure what a score means, and write the model\'s card with that table (purpose: evaluation)'
