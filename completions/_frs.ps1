
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'frs' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'frs'
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
        'frs' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('enroll', 'enroll', [CompletionResultType]::ParameterValue, 'Enter images of known persons in the repository (2-110-3-H)')
            [CompletionResult]::new('probe', 'probe', [CompletionResultType]::ParameterValue, 'Input the image of the person being investigated (2-110-4-D-2)')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Cross-reference a probe with the repository: a list of candidates, each a lead only (2-110-4-D-3)')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Compare each candidate, and verify it elsewhere (2-110-4-D-4, 4-D-5)')
            [CompletionResult]::new('share', 'share', [CompletionResultType]::ParameterValue, 'Hand over what frs wrote: inside the Department (2-110-4-D-6), outside of it (2-110-4-C)')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Read and check the book of everything that was done')
            [CompletionResult]::new('purpose', 'purpose', [CompletionResultType]::ParameterValue, 'State why, and see what was stated (2-110-4-A)')
            [CompletionResult]::new('paper', 'paper', [CompletionResultType]::ParameterValue, 'Ask, sign, read and accept papers: authorizations, suspensions, floors')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'Your own key')
            [CompletionResult]::new('program', 'program', [CompletionResultType]::ParameterValue, 'Found a program; exchange its data keys')
            [CompletionResult]::new('repository', 'repository', [CompletionResultType]::ParameterValue, 'State and upkeep of the repository; backups, and restoring them')
            [CompletionResult]::new('model', 'model', [CompletionResultType]::ParameterValue, 'The networks and what is known of them')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Who am I, what may I do, what waits for me: one screen')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Whether machine, models, key and repository are fit for work, and what mends what is not')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'See the whole thing work, in a new directory, on the shipped portraits')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script for your shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the manual pages, one a command')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;enroll' {
            [CompletionResult]::new('--manifest', '--manifest', [CompletionResultType]::ParameterName, 'A manifest of images')
            [CompletionResult]::new('--root', '--root', [CompletionResultType]::ParameterName, 'Folder that the manifest''s paths are relative to, and must stay in [default: the manifest''s own]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Which column of a records system''s export is which (--columns-template prints a file to fill in)')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Only what an earlier run, whose --json output this file holds, did not enroll')
            [CompletionResult]::new('--subject', '--subject', [CompletionResultType]::ParameterName, 'Subject of the one image: an id, no name')
            [CompletionResult]::new('--capture-date', '--capture-date', [CompletionResultType]::ParameterName, 'When the photographs were taken, where a row does not say (2024-05-31 or 2024)')
            [CompletionResult]::new('--birth-year', '--birth-year', [CompletionResultType]::ParameterName, 'Year of birth, where a row does not say')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Where the photographs come from, where a row does not say')
            [CompletionResult]::new('--legal-basis', '--legal-basis', [CompletionResultType]::ParameterName, 'Why they may be held, where a row does not say')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Write each stage of recognition into this directory (one image only)')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--columns-template', '--columns-template', [CompletionResultType]::ParameterName, 'Print a mapping of columns to fill in')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Look at every row and file, and enroll nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;probe' {
            [CompletionResult]::new('--intake', '--intake', [CompletionResultType]::ParameterName, 'TOML file with source, lawful acquisition, request and attestations')
            [CompletionResult]::new('--edit', '--edit', [CompletionResultType]::ParameterName, 'Edit the image before it is measured; repeated, in this order')
            [CompletionResult]::new('--face', '--face', [CompletionResultType]::ParameterName, 'Which of several faces, by its number, of the image as edited')
            [CompletionResult]::new('--override-file', '--override-file', [CompletionResultType]::ParameterName, 'File with the reason for going on past a quality warning')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Write each stage of recognition into this directory')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print an intake file to fill in')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;search' {
            [CompletionResult]::new('--replay', '--replay', [CompletionResultType]::ParameterName, 'Make this search again and say whether the list is the same; shows nobody who was not on it')
            [CompletionResult]::new('--candidates', '--candidates', [CompletionResultType]::ParameterName, 'Length of the candidate list [default and maximum: the floor''s, 20 and 50]')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--with-personal', '--with-personal', [CompletionResultType]::ParameterName, 'With --json: print subject labels too; this is recorded')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;verify' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'What is open on a candidate list, and what is due')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Show the list of an earlier search once more, with its scores')
            [CompletionResult]::new('open', 'open', [CompletionResultType]::ParameterValue, 'Look at one candidate: both photographs side by side, as a working copy')
            [CompletionResult]::new('contact', 'contact', [CompletionResultType]::ParameterValue, 'Look at the whole list on one sheet: the probe annotated, every candidate at one scale; a page and a picture')
            [CompletionResult]::new('record', 'record', [CompletionResultType]::ParameterValue, 'Record the comparison of one candidate; at a terminal it is asked')
            [CompletionResult]::new('packet', 'packet', [CompletionResultType]::ParameterValue, 'Seal the packet for a blind second review: the kept candidates among others, in a drawn order')
            [CompletionResult]::new('review', 'review', [CompletionResultType]::ParameterValue, 'Review blind: open the packet, then record one item after the other')
            [CompletionResult]::new('resolve', 'resolve', [CompletionResultType]::ParameterValue, 'Record how a difference between the two examiners was resolved; both records stay')
            [CompletionResult]::new('source', 'source', [CompletionResultType]::ParameterValue, 'Record one source outside face recognition (2-110-4-D-5)')
            [CompletionResult]::new('outcome', 'outcome', [CompletionResultType]::ParameterValue, 'Record what the sources lead to: confirmed, eliminated, unresolved (2-110-4-D-5)')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Close a list without a verification: searched by mistake, or not needed any more; at a terminal it is asked why')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Write the lead report of the whole list: PDF, page, JSON')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;verify;status' {
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;verify;list' {
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;verify;open' {
            [CompletionResult]::new('--candidate', '--candidate', [CompletionResultType]::ParameterName, 'Which candidate, by its place in the list')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'The new directory')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;verify;contact' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'The new directory')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;verify;record' {
            [CompletionResult]::new('--candidate', '--candidate', [CompletionResultType]::ParameterName, 'Which candidate, by its place in the list')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'TOML file with the answers; `-` reads standard input')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a form to fill in')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;verify;packet' {
            [CompletionResult]::new('--reviewer', '--reviewer', [CompletionResultType]::ParameterName, 'Who is to review: badge or person id')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;verify;review' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Open the packet: write its pages into this new directory')
            [CompletionResult]::new('--item', '--item', [CompletionResultType]::ParameterName, 'Record this item')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'TOML file with the record; `-` reads standard input')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;verify;resolve' {
            [CompletionResult]::new('--candidate', '--candidate', [CompletionResultType]::ParameterName, 'Which candidate, by its place in the list')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'TOML file with the answers; `-` reads standard input')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a form to fill in')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;verify;source' {
            [CompletionResult]::new('--candidate', '--candidate', [CompletionResultType]::ParameterName, 'Which candidate, by its place in the list')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'TOML file with the answers; `-` reads standard input')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a form to fill in')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;verify;outcome' {
            [CompletionResult]::new('--candidate', '--candidate', [CompletionResultType]::ParameterName, 'Which candidate, by its place in the list')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'TOML file with the answers; `-` reads standard input')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a form to fill in')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;verify;close' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'TOML file with the answers; `-` reads standard input')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a form to fill in')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;verify;report' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'The new directory')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--preliminary', '--preliminary', [CompletionResultType]::ParameterName, 'Before the blind review, where the floor allows it; marked so on every page, and the review is then due in 72 hours')
            [CompletionResult]::new('--redact-others', '--redact-others', [CompletionResultType]::ParameterName, 'Leave away who the excluded and eliminated candidates are: what may be released is made of this one')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;verify;help' {
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'What is open on a candidate list, and what is due')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Show the list of an earlier search once more, with its scores')
            [CompletionResult]::new('open', 'open', [CompletionResultType]::ParameterValue, 'Look at one candidate: both photographs side by side, as a working copy')
            [CompletionResult]::new('contact', 'contact', [CompletionResultType]::ParameterValue, 'Look at the whole list on one sheet: the probe annotated, every candidate at one scale; a page and a picture')
            [CompletionResult]::new('record', 'record', [CompletionResultType]::ParameterValue, 'Record the comparison of one candidate; at a terminal it is asked')
            [CompletionResult]::new('packet', 'packet', [CompletionResultType]::ParameterValue, 'Seal the packet for a blind second review: the kept candidates among others, in a drawn order')
            [CompletionResult]::new('review', 'review', [CompletionResultType]::ParameterValue, 'Review blind: open the packet, then record one item after the other')
            [CompletionResult]::new('resolve', 'resolve', [CompletionResultType]::ParameterValue, 'Record how a difference between the two examiners was resolved; both records stay')
            [CompletionResult]::new('source', 'source', [CompletionResultType]::ParameterValue, 'Record one source outside face recognition (2-110-4-D-5)')
            [CompletionResult]::new('outcome', 'outcome', [CompletionResultType]::ParameterValue, 'Record what the sources lead to: confirmed, eliminated, unresolved (2-110-4-D-5)')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Close a list without a verification: searched by mistake, or not needed any more; at a terminal it is asked why')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Write the lead report of the whole list: PDF, page, JSON')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;verify;help;status' {
            break
        }
        'frs;verify;help;list' {
            break
        }
        'frs;verify;help;open' {
            break
        }
        'frs;verify;help;contact' {
            break
        }
        'frs;verify;help;record' {
            break
        }
        'frs;verify;help;packet' {
            break
        }
        'frs;verify;help;review' {
            break
        }
        'frs;verify;help;resolve' {
            break
        }
        'frs;verify;help;source' {
            break
        }
        'frs;verify;help;outcome' {
            break
        }
        'frs;verify;help;close' {
            break
        }
        'frs;verify;help;report' {
            break
        }
        'frs;verify;help;help' {
            break
        }
        'frs;share' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('inside', 'inside', [CompletionResultType]::ParameterValue, 'Share inside the Department, with the lead investigator''s approval (2-110-4-D-6)')
            [CompletionResult]::new('request', 'request', [CompletionResultType]::ParameterValue, 'Ask the release authority for a release: a paper to sign, and a sealed packet of exactly what would leave (2-110-4-C)')
            [CompletionResult]::new('release', 'release', [CompletionResultType]::ParameterValue, 'Release what was approved, once, encrypted to the recipient (2-110-4-C)')
            [CompletionResult]::new('receipt', 'receipt', [CompletionResultType]::ParameterValue, 'Record that the recipient acknowledged a release')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'What of a case was handed over, what waits, what is due and what has ended')
            [CompletionResult]::new('open', 'open', [CompletionResultType]::ParameterValue, 'Open what was sealed to you: check it, and unpack it; needs no repository')
            [CompletionResult]::new('discovery', 'discovery', [CompletionResultType]::ParameterValue, 'Collect what is recorded of one search, for the defence: a working copy until its release is approved (2-110-4-C)')
            [CompletionResult]::new('recompute', 'recompute', [CompletionResultType]::ParameterValue, 'Make again what a discovery file holds: edits, template, scores; opens no repository')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;share;inside' {
            [CompletionResult]::new('--probe', '--probe', [CompletionResultType]::ParameterName, 'The probe''s image as it was received')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file: to whom, why, until when, and who approved it by word; `-` reads standard input. Without it you are asked')
            [CompletionResult]::new('--approval', '--approval', [CompletionResultType]::ParameterName, 'Digest of a signed and accepted approval, which says all of that')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'The new directory')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a form to fill in')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;share;request' {
            [CompletionResult]::new('--probe', '--probe', [CompletionResultType]::ParameterName, 'The probe''s image as it was received')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file: to whom, on which basis and terms; `-` reads standard input. Without it you are asked')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The release authority: badge or person id')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'The new directory')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a form to fill in')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;share;release' {
            [CompletionResult]::new('--probe', '--probe', [CompletionResultType]::ParameterName, 'The probe''s image as it was received')
            [CompletionResult]::new('--approval', '--approval', [CompletionResultType]::ParameterName, 'Digest of the accepted approval')
            [CompletionResult]::new('--recipient-key', '--recipient-key', [CompletionResultType]::ParameterName, 'The recipient''s key, to be held against the approval''s')
            [CompletionResult]::new('--bundle-passphrase-file', '--bundle-passphrase-file', [CompletionResultType]::ParameterName, 'Read the bundle''s passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'The bundle''s new file')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;share;receipt' {
            [CompletionResult]::new('--approval', '--approval', [CompletionResultType]::ParameterName, 'Digest of the approval by which it was released')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file: who acknowledged it, when, by which channel; `-` reads standard input. Without it you are asked')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a form to fill in')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;share;status' {
            [CompletionResult]::new('--draft', '--draft', [CompletionResultType]::ParameterName, 'Write the draft once more with which the approval of this share is to be signed')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'The new file for it')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;share;open' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'The new directory')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'An age identity file (age-keygen) instead of your own frs key')
            [CompletionResult]::new('--bundle-passphrase-file', '--bundle-passphrase-file', [CompletionResultType]::ParameterName, 'Read the bundle''s passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program file that you hold (`frs program show`)')
            [CompletionResult]::new('--fingerprint', '--fingerprint', [CompletionResultType]::ParameterName, 'The program''s fingerprint, as the Commander told it')
            [CompletionResult]::new('--witness', '--witness', [CompletionResultType]::ParameterName, 'File with the key of a witness (`frs key show --witness`); may be given more than once')
            [CompletionResult]::new('--quorum', '--quorum', [CompletionResultType]::ParameterName, 'How many of them must have cosigned')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;share;discovery' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'The new directory')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;share;recompute' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program file that you hold (`frs program show`)')
            [CompletionResult]::new('--fingerprint', '--fingerprint', [CompletionResultType]::ParameterName, 'The program''s fingerprint, as the Commander told it')
            [CompletionResult]::new('--witness', '--witness', [CompletionResultType]::ParameterName, 'File with the key of a witness (`frs key show --witness`); may be given more than once')
            [CompletionResult]::new('--quorum', '--quorum', [CompletionResultType]::ParameterName, 'How many of them must have cosigned')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;share;help' {
            [CompletionResult]::new('inside', 'inside', [CompletionResultType]::ParameterValue, 'Share inside the Department, with the lead investigator''s approval (2-110-4-D-6)')
            [CompletionResult]::new('request', 'request', [CompletionResultType]::ParameterValue, 'Ask the release authority for a release: a paper to sign, and a sealed packet of exactly what would leave (2-110-4-C)')
            [CompletionResult]::new('release', 'release', [CompletionResultType]::ParameterValue, 'Release what was approved, once, encrypted to the recipient (2-110-4-C)')
            [CompletionResult]::new('receipt', 'receipt', [CompletionResultType]::ParameterValue, 'Record that the recipient acknowledged a release')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'What of a case was handed over, what waits, what is due and what has ended')
            [CompletionResult]::new('open', 'open', [CompletionResultType]::ParameterValue, 'Open what was sealed to you: check it, and unpack it; needs no repository')
            [CompletionResult]::new('discovery', 'discovery', [CompletionResultType]::ParameterValue, 'Collect what is recorded of one search, for the defence: a working copy until its release is approved (2-110-4-C)')
            [CompletionResult]::new('recompute', 'recompute', [CompletionResultType]::ParameterValue, 'Make again what a discovery file holds: edits, template, scores; opens no repository')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;share;help;inside' {
            break
        }
        'frs;share;help;request' {
            break
        }
        'frs;share;help;release' {
            break
        }
        'frs;share;help;receipt' {
            break
        }
        'frs;share;help;status' {
            break
        }
        'frs;share;help;open' {
            break
        }
        'frs;share;help;discovery' {
            break
        }
        'frs;share;help;recompute' {
            break
        }
        'frs;share;help;help' {
            break
        }
        'frs;audit' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show entries of the book, the newest if nothing else is said')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Report what was done in a period, and what needs a look: table, JSON, CSV, or a page to print')
            [CompletionResult]::new('follow', 'follow', [CompletionResultType]::ParameterValue, 'Tell one story in order, in plain words: of a case, a person, or an entry')
            [CompletionResult]::new('sample', 'sample', [CompletionResultType]::ParameterValue, 'Draw searches for justification; the same seed draws the same ones (docs/audit.md)')
            [CompletionResult]::new('answer', 'answer', [CompletionResultType]::ParameterValue, 'Record what you found of a search that was drawn: agreed or questioned, and why; at a terminal it is asked')
            [CompletionResult]::new('statistics', 'statistics', [CompletionResultType]::ParameterValue, 'Numbers of one year without personal data, to publish')
            [CompletionResult]::new('checkpoint', 'checkpoint', [CompletionResultType]::ParameterValue, 'Sign what the book is now, and write what a witness is asked')
            [CompletionResult]::new('prove', 'prove', [CompletionResultType]::ParameterValue, 'Prove to somebody who has no repository that an entry stands in the book')
            [CompletionResult]::new('check-proof', 'check-proof', [CompletionResultType]::ParameterValue, 'Check a proof; needs no key and no repository')
            [CompletionResult]::new('check-report', 'check-report', [CompletionResultType]::ParameterValue, 'Check the files of a lead report against the proof of its entry; needs no key and no repository')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write the leaves of the book, without values, so that they can be checked without any key')
            [CompletionResult]::new('check-export', 'check-export', [CompletionResultType]::ParameterValue, 'Check an export; needs no key and no repository')
            [CompletionResult]::new('witness', 'witness', [CompletionResultType]::ParameterValue, 'As a witness: check that the log only grew, remember what you saw, and cosign it')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check every entry, signature, commitment and the gallery, and what was seen of the book before')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;audit;show' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Begin here [default: so that the newest is the last one shown]')
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'So many of the newest')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most so many')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;report' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'From this day or moment on')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or before this moment')
            [CompletionResult]::new('--zone', '--zone', [CompletionResultType]::ParameterName, 'Time zone of days and hours: America/Denver, UTC [default: the machine''s]')
            [CompletionResult]::new('--of-person', '--of-person', [CompletionResultType]::ParameterName, 'Only what this person did: badge or person id')
            [CompletionResult]::new('--of-purpose', '--of-purpose', [CompletionResultType]::ParameterName, 'Only what was done under this kind of purpose')
            [CompletionResult]::new('--of-case', '--of-case', [CompletionResultType]::ParameterName, 'Only what was done for this case')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Write the lists as one CSV table into this new file')
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Write the report as a page into this new file')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;follow' {
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;sample' {
            [CompletionResult]::new('--n', '--n', [CompletionResultType]::ParameterName, 'How many')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'What they are drawn by: chosen after the period ended, by somebody who made none of the searches')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'From this day or moment on')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or before this moment')
            [CompletionResult]::new('--zone', '--zone', [CompletionResultType]::ParameterName, 'Time zone of days and hours: America/Denver, UTC [default: the machine''s]')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;answer' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'TOML file with the answer; `-` reads standard input')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a form to fill in')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;statistics' {
            [CompletionResult]::new('--year', '--year', [CompletionResultType]::ParameterName, 'The year (UTC)')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;checkpoint' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the request to the witness goes')
            [CompletionResult]::new('--old', '--old', [CompletionResultType]::ParameterName, 'How many entries the witness says it has seen, where the book does not know it')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;prove' {
            [CompletionResult]::new('--open', '--open', [CompletionResultType]::ParameterName, 'A field whose value the proof opens; may be given more than once')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the proof goes [default: entry-LOG-NUMBER.tlog-proof]')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;check-proof' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program file that you hold (`frs program show`)')
            [CompletionResult]::new('--fingerprint', '--fingerprint', [CompletionResultType]::ParameterName, 'The program''s fingerprint, as the Commander told it')
            [CompletionResult]::new('--witness', '--witness', [CompletionResultType]::ParameterName, 'File with the key of a witness (`frs key show --witness`); may be given more than once')
            [CompletionResult]::new('--quorum', '--quorum', [CompletionResultType]::ParameterName, 'How many of them must have cosigned')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;check-report' {
            [CompletionResult]::new('--proof', '--proof', [CompletionResultType]::ParameterName, 'The proof, made with `frs audit prove … --open record`')
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program file that you hold (`frs program show`)')
            [CompletionResult]::new('--fingerprint', '--fingerprint', [CompletionResultType]::ParameterName, 'The program''s fingerprint, as the Commander told it')
            [CompletionResult]::new('--witness', '--witness', [CompletionResultType]::ParameterName, 'File with the key of a witness (`frs key show --witness`); may be given more than once')
            [CompletionResult]::new('--quorum', '--quorum', [CompletionResultType]::ParameterName, 'How many of them must have cosigned')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;export' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'A new directory')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;check-export' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program file that you hold (`frs program show`)')
            [CompletionResult]::new('--fingerprint', '--fingerprint', [CompletionResultType]::ParameterName, 'The program''s fingerprint, as the Commander told it')
            [CompletionResult]::new('--witness', '--witness', [CompletionResultType]::ParameterName, 'File with the key of a witness (`frs key show --witness`); may be given more than once')
            [CompletionResult]::new('--quorum', '--quorum', [CompletionResultType]::ParameterName, 'How many of them must have cosigned')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;witness' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program file (`frs program show`): needed the first time, and where a key of the program changed')
            [CompletionResult]::new('--fingerprint', '--fingerprint', [CompletionResultType]::ParameterName, 'The program''s fingerprint, as the Commander told it, instead of typing it')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the answer goes [default: beside the request]')
            [CompletionResult]::new('--take-up', '--take-up', [CompletionResultType]::ParameterName, 'Your memory was put back: go on from this newest answer of your own; asks for the fingerprint')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--new-log', '--new-log', [CompletionResultType]::ParameterName, 'You know that a backup was restored: a new log begins')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Show what you have cosigned, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;verify' {
            [CompletionResult]::new('--anchor', '--anchor', [CompletionResultType]::ParameterName, 'A file with an old checkpoint (a witness''s answer, a request, a proof): the book must extend it')
            [CompletionResult]::new('--max-unwitnessed', '--max-unwitnessed', [CompletionResultType]::ParameterName, 'How many entries may be unwitnessed')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'The repository is evidence: write nothing, anywhere')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;audit;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show entries of the book, the newest if nothing else is said')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Report what was done in a period, and what needs a look: table, JSON, CSV, or a page to print')
            [CompletionResult]::new('follow', 'follow', [CompletionResultType]::ParameterValue, 'Tell one story in order, in plain words: of a case, a person, or an entry')
            [CompletionResult]::new('sample', 'sample', [CompletionResultType]::ParameterValue, 'Draw searches for justification; the same seed draws the same ones (docs/audit.md)')
            [CompletionResult]::new('answer', 'answer', [CompletionResultType]::ParameterValue, 'Record what you found of a search that was drawn: agreed or questioned, and why; at a terminal it is asked')
            [CompletionResult]::new('statistics', 'statistics', [CompletionResultType]::ParameterValue, 'Numbers of one year without personal data, to publish')
            [CompletionResult]::new('checkpoint', 'checkpoint', [CompletionResultType]::ParameterValue, 'Sign what the book is now, and write what a witness is asked')
            [CompletionResult]::new('prove', 'prove', [CompletionResultType]::ParameterValue, 'Prove to somebody who has no repository that an entry stands in the book')
            [CompletionResult]::new('check-proof', 'check-proof', [CompletionResultType]::ParameterValue, 'Check a proof; needs no key and no repository')
            [CompletionResult]::new('check-report', 'check-report', [CompletionResultType]::ParameterValue, 'Check the files of a lead report against the proof of its entry; needs no key and no repository')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write the leaves of the book, without values, so that they can be checked without any key')
            [CompletionResult]::new('check-export', 'check-export', [CompletionResultType]::ParameterValue, 'Check an export; needs no key and no repository')
            [CompletionResult]::new('witness', 'witness', [CompletionResultType]::ParameterValue, 'As a witness: check that the log only grew, remember what you saw, and cosign it')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check every entry, signature, commitment and the gallery, and what was seen of the book before')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;audit;help;show' {
            break
        }
        'frs;audit;help;report' {
            break
        }
        'frs;audit;help;follow' {
            break
        }
        'frs;audit;help;sample' {
            break
        }
        'frs;audit;help;answer' {
            break
        }
        'frs;audit;help;statistics' {
            break
        }
        'frs;audit;help;checkpoint' {
            break
        }
        'frs;audit;help;prove' {
            break
        }
        'frs;audit;help;check-proof' {
            break
        }
        'frs;audit;help;check-report' {
            break
        }
        'frs;audit;help;export' {
            break
        }
        'frs;audit;help;check-export' {
            break
        }
        'frs;audit;help;witness' {
            break
        }
        'frs;audit;help;verify' {
            break
        }
        'frs;audit;help;help' {
            break
        }
        'frs;purpose' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('state', 'state', [CompletionResultType]::ParameterValue, 'State a purpose; later commands cite its id')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the purposes that you stated')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one purpose in full')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;purpose;state' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'TOML file with the answers')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'criminal-activity, endangered-person, decedent, administration, oversight or evaluation')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Another answer that is a code, as FIELD=CODE (offense-code=30-16-2, relation=witness)')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;purpose;list' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;purpose;show' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;purpose;help' {
            [CompletionResult]::new('state', 'state', [CompletionResultType]::ParameterValue, 'State a purpose; later commands cite its id')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the purposes that you stated')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one purpose in full')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;purpose;help;state' {
            break
        }
        'frs;purpose;help;list' {
            break
        }
        'frs;purpose;help;show' {
            break
        }
        'frs;purpose;help;help' {
            break
        }
        'frs;paper' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('request', 'request', [CompletionResultType]::ParameterValue, 'Write a request for a paper, signed with your key')
            [CompletionResult]::new('sign', 'sign', [CompletionResultType]::ParameterValue, 'Sign a request or draft; shows in plain words what it says first')
            [CompletionResult]::new('accept', 'accept', [CompletionResultType]::ParameterValue, 'Enter a signed paper in the book: that is when it counts')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Say in plain words what a paper holds, and whether its signatures are whole')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;paper;request' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('authorization', 'authorization', [CompletionResultType]::ParameterValue, 'Ask to be authorized (2-110-3-A)')
            [CompletionResult]::new('suspension', 'suspension', [CompletionResultType]::ParameterValue, 'Draft a suspension (2-110-4-E)')
            [CompletionResult]::new('floor', 'floor', [CompletionResultType]::ParameterValue, 'Draft a new policy floor')
            [CompletionResult]::new('designation', 'designation', [CompletionResultType]::ParameterValue, 'Draft a designation: who acts for the Commander, and until when (2-110-4-B)')
            [CompletionResult]::new('reinstatement', 'reinstatement', [CompletionResultType]::ParameterValue, 'Draft a reinstatement (2-110-4-E)')
            [CompletionResult]::new('retirement', 'retirement', [CompletionResultType]::ParameterValue, 'Draft the retirement of a key: a passphrase was forgotten, or somebody left')
            [CompletionResult]::new('roster', 'roster', [CompletionResultType]::ParameterValue, 'Draft a roster of who is on call (2-110-4-D-1)')
            [CompletionResult]::new('succession', 'succession', [CompletionResultType]::ParameterValue, 'Draft a succession: a new Commander, signed by the old root or the recovery key')
            [CompletionResult]::new('log-key', 'log-key', [CompletionResultType]::ParameterValue, 'Draft a new key of the log, which signs checkpoints')
            [CompletionResult]::new('time', 'time', [CompletionResultType]::ParameterValue, 'Draft a paper that takes back the time of a witness''s answer')
            [CompletionResult]::new('expunge-order', 'expunge-order', [CompletionResultType]::ParameterValue, 'Draft an order to remove people, images or cases for good; two persons sign it')
            [CompletionResult]::new('hold', 'hold', [CompletionResultType]::ParameterValue, 'Draft a legal hold: what must not be removed')
            [CompletionResult]::new('hold-release', 'hold-release', [CompletionResultType]::ParameterValue, 'Draft the release of a hold')
            [CompletionResult]::new('correction', 'correction', [CompletionResultType]::ParameterValue, 'Draft a correction of a purpose or of a person in the repository')
            [CompletionResult]::new('share-approval', 'share-approval', [CompletionResultType]::ParameterValue, 'Draft the lead investigator''s approval of an internal share (2-110-4-D-6)')
            [CompletionResult]::new('release-approval', 'release-approval', [CompletionResultType]::ParameterValue, 'Draft the release authority''s decision on a release (2-110-4-C)')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Draft a restore: a backup takes the place of the repository; Commander and witness sign it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;paper;request;authorization' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id, from its founding note')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file: name, badge, unit, roles, purposes, training')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the request goes')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a details file to fill in')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;suspension' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--person', '--person', [CompletionResultType]::ParameterName, 'Whose access ends')
            [CompletionResult]::new('--number', '--number', [CompletionResultType]::ParameterName, 'Its number: one more than the last suspension or reinstatement')
            [CompletionResult]::new('--reason-file', '--reason-file', [CompletionResultType]::ParameterName, 'File with the reason; `-` reads standard input')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;floor' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--floor', '--floor', [CompletionResultType]::ParameterName, 'File with every field of the floor, as `frs repository status --floor` prints it')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;designation' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;reinstatement' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;retirement' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;roster' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;succession' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;log-key' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;time' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;expunge-order' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;hold' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;hold-release' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;correction' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;share-approval' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;release-approval' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;restore' {
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'The program''s id')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'TOML file with the fields')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A field that is an id, a code, a number or a day (repeatable)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the draft goes [default: the kind''s name with .frs]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a file to fill in, and do nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;request;help' {
            [CompletionResult]::new('authorization', 'authorization', [CompletionResultType]::ParameterValue, 'Ask to be authorized (2-110-3-A)')
            [CompletionResult]::new('suspension', 'suspension', [CompletionResultType]::ParameterValue, 'Draft a suspension (2-110-4-E)')
            [CompletionResult]::new('floor', 'floor', [CompletionResultType]::ParameterValue, 'Draft a new policy floor')
            [CompletionResult]::new('designation', 'designation', [CompletionResultType]::ParameterValue, 'Draft a designation: who acts for the Commander, and until when (2-110-4-B)')
            [CompletionResult]::new('reinstatement', 'reinstatement', [CompletionResultType]::ParameterValue, 'Draft a reinstatement (2-110-4-E)')
            [CompletionResult]::new('retirement', 'retirement', [CompletionResultType]::ParameterValue, 'Draft the retirement of a key: a passphrase was forgotten, or somebody left')
            [CompletionResult]::new('roster', 'roster', [CompletionResultType]::ParameterValue, 'Draft a roster of who is on call (2-110-4-D-1)')
            [CompletionResult]::new('succession', 'succession', [CompletionResultType]::ParameterValue, 'Draft a succession: a new Commander, signed by the old root or the recovery key')
            [CompletionResult]::new('log-key', 'log-key', [CompletionResultType]::ParameterValue, 'Draft a new key of the log, which signs checkpoints')
            [CompletionResult]::new('time', 'time', [CompletionResultType]::ParameterValue, 'Draft a paper that takes back the time of a witness''s answer')
            [CompletionResult]::new('expunge-order', 'expunge-order', [CompletionResultType]::ParameterValue, 'Draft an order to remove people, images or cases for good; two persons sign it')
            [CompletionResult]::new('hold', 'hold', [CompletionResultType]::ParameterValue, 'Draft a legal hold: what must not be removed')
            [CompletionResult]::new('hold-release', 'hold-release', [CompletionResultType]::ParameterValue, 'Draft the release of a hold')
            [CompletionResult]::new('correction', 'correction', [CompletionResultType]::ParameterValue, 'Draft a correction of a purpose or of a person in the repository')
            [CompletionResult]::new('share-approval', 'share-approval', [CompletionResultType]::ParameterValue, 'Draft the lead investigator''s approval of an internal share (2-110-4-D-6)')
            [CompletionResult]::new('release-approval', 'release-approval', [CompletionResultType]::ParameterValue, 'Draft the release authority''s decision on a release (2-110-4-C)')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Draft a restore: a backup takes the place of the repository; Commander and witness sign it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;paper;request;help;authorization' {
            break
        }
        'frs;paper;request;help;suspension' {
            break
        }
        'frs;paper;request;help;floor' {
            break
        }
        'frs;paper;request;help;designation' {
            break
        }
        'frs;paper;request;help;reinstatement' {
            break
        }
        'frs;paper;request;help;retirement' {
            break
        }
        'frs;paper;request;help;roster' {
            break
        }
        'frs;paper;request;help;succession' {
            break
        }
        'frs;paper;request;help;log-key' {
            break
        }
        'frs;paper;request;help;time' {
            break
        }
        'frs;paper;request;help;expunge-order' {
            break
        }
        'frs;paper;request;help;hold' {
            break
        }
        'frs;paper;request;help;hold-release' {
            break
        }
        'frs;paper;request;help;correction' {
            break
        }
        'frs;paper;request;help;share-approval' {
            break
        }
        'frs;paper;request;help;release-approval' {
            break
        }
        'frs;paper;request;help;restore' {
            break
        }
        'frs;paper;request;help;help' {
            break
        }
        'frs;paper;sign' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the signed paper goes [default: beside the request]')
            [CompletionResult]::new('--not-before', '--not-before', [CompletionResultType]::ParameterName, 'From when it holds [default: now]')
            [CompletionResult]::new('--not-after', '--not-after', [CompletionResultType]::ParameterName, 'Until when it holds [default: the training''s end, at most a year]')
            [CompletionResult]::new('--suspensions', '--suspensions', [CompletionResultType]::ParameterName, 'Highest suspension number that you know')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'You have read it: sign without asking')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;accept' {
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--confirm-time', '--confirm-time', [CompletionResultType]::ParameterName, 'You know that a witness''s time far ahead of this machine''s clock is right')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;show' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;paper;help' {
            [CompletionResult]::new('request', 'request', [CompletionResultType]::ParameterValue, 'Write a request for a paper, signed with your key')
            [CompletionResult]::new('sign', 'sign', [CompletionResultType]::ParameterValue, 'Sign a request or draft; shows in plain words what it says first')
            [CompletionResult]::new('accept', 'accept', [CompletionResultType]::ParameterValue, 'Enter a signed paper in the book: that is when it counts')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Say in plain words what a paper holds, and whether its signatures are whole')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;paper;help;request' {
            [CompletionResult]::new('authorization', 'authorization', [CompletionResultType]::ParameterValue, 'Ask to be authorized (2-110-3-A)')
            [CompletionResult]::new('suspension', 'suspension', [CompletionResultType]::ParameterValue, 'Draft a suspension (2-110-4-E)')
            [CompletionResult]::new('floor', 'floor', [CompletionResultType]::ParameterValue, 'Draft a new policy floor')
            [CompletionResult]::new('designation', 'designation', [CompletionResultType]::ParameterValue, 'Draft a designation: who acts for the Commander, and until when (2-110-4-B)')
            [CompletionResult]::new('reinstatement', 'reinstatement', [CompletionResultType]::ParameterValue, 'Draft a reinstatement (2-110-4-E)')
            [CompletionResult]::new('retirement', 'retirement', [CompletionResultType]::ParameterValue, 'Draft the retirement of a key: a passphrase was forgotten, or somebody left')
            [CompletionResult]::new('roster', 'roster', [CompletionResultType]::ParameterValue, 'Draft a roster of who is on call (2-110-4-D-1)')
            [CompletionResult]::new('succession', 'succession', [CompletionResultType]::ParameterValue, 'Draft a succession: a new Commander, signed by the old root or the recovery key')
            [CompletionResult]::new('log-key', 'log-key', [CompletionResultType]::ParameterValue, 'Draft a new key of the log, which signs checkpoints')
            [CompletionResult]::new('time', 'time', [CompletionResultType]::ParameterValue, 'Draft a paper that takes back the time of a witness''s answer')
            [CompletionResult]::new('expunge-order', 'expunge-order', [CompletionResultType]::ParameterValue, 'Draft an order to remove people, images or cases for good; two persons sign it')
            [CompletionResult]::new('hold', 'hold', [CompletionResultType]::ParameterValue, 'Draft a legal hold: what must not be removed')
            [CompletionResult]::new('hold-release', 'hold-release', [CompletionResultType]::ParameterValue, 'Draft the release of a hold')
            [CompletionResult]::new('correction', 'correction', [CompletionResultType]::ParameterValue, 'Draft a correction of a purpose or of a person in the repository')
            [CompletionResult]::new('share-approval', 'share-approval', [CompletionResultType]::ParameterValue, 'Draft the lead investigator''s approval of an internal share (2-110-4-D-6)')
            [CompletionResult]::new('release-approval', 'release-approval', [CompletionResultType]::ParameterValue, 'Draft the release authority''s decision on a release (2-110-4-C)')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Draft a restore: a backup takes the place of the repository; Commander and witness sign it')
            break
        }
        'frs;paper;help;request;authorization' {
            break
        }
        'frs;paper;help;request;suspension' {
            break
        }
        'frs;paper;help;request;floor' {
            break
        }
        'frs;paper;help;request;designation' {
            break
        }
        'frs;paper;help;request;reinstatement' {
            break
        }
        'frs;paper;help;request;retirement' {
            break
        }
        'frs;paper;help;request;roster' {
            break
        }
        'frs;paper;help;request;succession' {
            break
        }
        'frs;paper;help;request;log-key' {
            break
        }
        'frs;paper;help;request;time' {
            break
        }
        'frs;paper;help;request;expunge-order' {
            break
        }
        'frs;paper;help;request;hold' {
            break
        }
        'frs;paper;help;request;hold-release' {
            break
        }
        'frs;paper;help;request;correction' {
            break
        }
        'frs;paper;help;request;share-approval' {
            break
        }
        'frs;paper;help;request;release-approval' {
            break
        }
        'frs;paper;help;request;restore' {
            break
        }
        'frs;paper;help;sign' {
            break
        }
        'frs;paper;help;accept' {
            break
        }
        'frs;paper;help;show' {
            break
        }
        'frs;paper;help;help' {
            break
        }
        'frs;key' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make your key, sealed by a passphrase')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show your person id and public keys')
            [CompletionResult]::new('passphrase', 'passphrase', [CompletionResultType]::ParameterValue, 'Change the passphrase')
            [CompletionResult]::new('unlock', 'unlock', [CompletionResultType]::ParameterValue, 'Let the system''s keyring unlock your key for a while')
            [CompletionResult]::new('lock', 'lock', [CompletionResultType]::ParameterValue, 'Take the key out of the keyring')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;key;new' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;key;show' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--witness', '--witness', [CompletionResultType]::ParameterName, 'Print the one line by which a floor names you as a witness')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;key;passphrase' {
            [CompletionResult]::new('--new-passphrase-file', '--new-passphrase-file', [CompletionResultType]::ParameterName, 'Read the new passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;key;unlock' {
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'For how long (8h, 30m)')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;key;lock' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;key;help' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make your key, sealed by a passphrase')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show your person id and public keys')
            [CompletionResult]::new('passphrase', 'passphrase', [CompletionResultType]::ParameterValue, 'Change the passphrase')
            [CompletionResult]::new('unlock', 'unlock', [CompletionResultType]::ParameterValue, 'Let the system''s keyring unlock your key for a while')
            [CompletionResult]::new('lock', 'lock', [CompletionResultType]::ParameterValue, 'Take the key out of the keyring')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;key;help;new' {
            break
        }
        'frs;key;help;show' {
            break
        }
        'frs;key;help;passphrase' {
            break
        }
        'frs;key;help;unlock' {
            break
        }
        'frs;key;help;lock' {
            break
        }
        'frs;key;help;help' {
            break
        }
        'frs;program' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('found', 'found', [CompletionResultType]::ParameterValue, 'Found a program: your key becomes its root key, and the Commander''s (2-110-4-B)')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Write the program file: the founding note and the papers that anybody may see, for witnesses and other checkers')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Who may do what until when, what waits for somebody, what ends within 30 days')
            [CompletionResult]::new('rekey', 'rekey', [CompletionResultType]::ParameterValue, 'Seal everything under new data keys, after a suspension (2-110-4-E)')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;program;found' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The program''s name')
            [CompletionResult]::new('--recovery', '--recovery', [CompletionResultType]::ParameterName, 'File with the public keys of the recovery root (`frs key show`)')
            [CompletionResult]::new('--retention-years', '--retention-years', [CompletionResultType]::ParameterName, 'How many years references are kept')
            [CompletionResult]::new('--floor', '--floor', [CompletionResultType]::ParameterName, 'File with the other fields of the first floor, where the defaults do not suit')
            [CompletionResult]::new('--witness', '--witness', [CompletionResultType]::ParameterName, 'File with the key of a witness (`frs key show --witness`); may be given more than once')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;program;show' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where it goes')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;program;status' {
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;program;rekey' {
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--log-key-only', '--log-key-only', [CompletionResultType]::ParameterName, 'Renew only the key that signs checkpoints; the Commander''s')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;program;help' {
            [CompletionResult]::new('found', 'found', [CompletionResultType]::ParameterValue, 'Found a program: your key becomes its root key, and the Commander''s (2-110-4-B)')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Write the program file: the founding note and the papers that anybody may see, for witnesses and other checkers')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Who may do what until when, what waits for somebody, what ends within 30 days')
            [CompletionResult]::new('rekey', 'rekey', [CompletionResultType]::ParameterValue, 'Seal everything under new data keys, after a suspension (2-110-4-E)')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;program;help;found' {
            break
        }
        'frs;program;help;show' {
            break
        }
        'frs;program;help;status' {
            break
        }
        'frs;program;help;rekey' {
            break
        }
        'frs;program;help;help' {
            break
        }
        'frs;repository' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Counts, models, floor and book')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Whether file, book, witness, clock and your authorization are as they must be; what `frs doctor` asks of a repository')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Copy the repository while others work with it: one file, sealed as the repository is, checked before it counts')
            [CompletionResult]::new('expunge', 'expunge', [CompletionResultType]::ParameterValue, 'Remove for good what two people ordered: rows, values of the book, and what is left in the files')
            [CompletionResult]::new('correct', 'correct', [CompletionResultType]::ParameterValue, 'Enter an accepted correction: a case number, a lead, a label, a doubled person; the record stays as it was')
            [CompletionResult]::new('re-embed', 're-embed', [CompletionResultType]::ParameterValue, 'Measure every enrolled photograph with the model that the floor pins now')
            [CompletionResult]::new('retention', 'retention', [CompletionResultType]::ParameterValue, 'List what is due by the floor''s retention; removes nothing')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Let a backup take the place of the repository, by an order that the Commander and a witness sign')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;repository;status' {
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--floor', '--floor', [CompletionResultType]::ParameterName, 'Print the floor''s fields only, to edit for a new floor')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;repository;check' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--thorough', '--thorough', [CompletionResultType]::ParameterName, 'Hold every index and every record too; reads the whole file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;repository;backup' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'The new file')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;repository;expunge' {
            [CompletionResult]::new('--order', '--order', [CompletionResultType]::ParameterName, 'SHA-256 of the accepted order, as `frs paper accept` printed it')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would go, and remove nothing')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'You have seen what goes: do not ask')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;repository;correct' {
            [CompletionResult]::new('--paper', '--paper', [CompletionResultType]::ParameterName, 'SHA-256 of the accepted correction, as `frs paper accept` printed it')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;repository;re-embed' {
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;repository;retention' {
            [CompletionResult]::new('--before', '--before', [CompletionResultType]::ParameterName, 'Only what ended before this day')
            [CompletionResult]::new('--draft-order', '--draft-order', [CompletionResultType]::ParameterName, 'Write the draft of an order that removes it into this new file')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;repository;restore' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The backup')
            [CompletionResult]::new('--draft', '--draft', [CompletionResultType]::ParameterName, 'Where the draft of the order goes')
            [CompletionResult]::new('--paper', '--paper', [CompletionResultType]::ParameterName, 'The order, signed by the Commander and a witness')
            [CompletionResult]::new('--anchor', '--anchor', [CompletionResultType]::ParameterName, 'For the draft: a file with the newest checkpoint that somebody kept, as a witness''s answer (repeatable)')
            [CompletionResult]::new('--suspensions-known', '--suspensions-known', [CompletionResultType]::ParameterName, 'For the draft: the highest suspension that anybody knows')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;repository;help' {
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Counts, models, floor and book')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Whether file, book, witness, clock and your authorization are as they must be; what `frs doctor` asks of a repository')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Copy the repository while others work with it: one file, sealed as the repository is, checked before it counts')
            [CompletionResult]::new('expunge', 'expunge', [CompletionResultType]::ParameterValue, 'Remove for good what two people ordered: rows, values of the book, and what is left in the files')
            [CompletionResult]::new('correct', 'correct', [CompletionResultType]::ParameterValue, 'Enter an accepted correction: a case number, a lead, a label, a doubled person; the record stays as it was')
            [CompletionResult]::new('re-embed', 're-embed', [CompletionResultType]::ParameterValue, 'Measure every enrolled photograph with the model that the floor pins now')
            [CompletionResult]::new('retention', 'retention', [CompletionResultType]::ParameterValue, 'List what is due by the floor''s retention; removes nothing')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Let a backup take the place of the repository, by an order that the Commander and a witness sign')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;repository;help;status' {
            break
        }
        'frs;repository;help;check' {
            break
        }
        'frs;repository;help;backup' {
            break
        }
        'frs;repository;help;expunge' {
            break
        }
        'frs;repository;help;correct' {
            break
        }
        'frs;repository;help;re-embed' {
            break
        }
        'frs;repository;help;retention' {
            break
        }
        'frs;repository;help;restore' {
            break
        }
        'frs;repository;help;help' {
            break
        }
        'frs;model' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the models with their digests')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one model''s card')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Make a model of an ONNX file of a known architecture')
            [CompletionResult]::new('evaluate', 'evaluate', [CompletionResultType]::ParameterValue, 'Measure how often the software errs, on photographs whose people are known (purpose: evaluation)')
            [CompletionResult]::new('calibrate', 'calibrate', [CompletionResultType]::ParameterValue, 'Measure what a score means, and write the model''s card with that table (purpose: evaluation)')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;model;list' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;model;show' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;model;import' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The new model''s name')
            [CompletionResult]::new('--about', '--about', [CompletionResultType]::ParameterName, 'What is to be said of it (TOML); without it, the form to fill in is shown')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;model;evaluate' {
            [CompletionResult]::new('--manifest', '--manifest', [CompletionResultType]::ParameterName, 'A manifest of photographs and their people')
            [CompletionResult]::new('--pairs', '--pairs', [CompletionResultType]::ParameterName, 'A CSV file of pairs')
            [CompletionResult]::new('--root', '--root', [CompletionResultType]::ParameterName, 'Folder that the list''s paths are relative to, and must stay in [default: the list''s own]')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Take only rows with this value in a column (repeatable)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'The embedder [default: the one in use]')
            [CompletionResult]::new('--detector', '--detector', [CompletionResultType]::ParameterName, 'The detector [default: the one in use]')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Tell rates by the values of this column too (repeatable)')
            [CompletionResult]::new('--enroll', '--enroll', [CompletionResultType]::ParameterName, 'Of each person who has more photographs, enroll so many where the list gives no roles')
            [CompletionResult]::new('--against', '--against', [CompletionResultType]::ParameterName, 'Measure this embedder beside it, on the same photographs, with the interval of the difference')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Write the figures as a CSV table into this new file')
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Write the figures with their curves as a page into this new file')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--enforce-limits', '--enforce-limits', [CompletionResultType]::ParameterName, 'Count photographs past a refusing quality limit as failures to enroll')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;model;calibrate' {
            [CompletionResult]::new('--manifest', '--manifest', [CompletionResultType]::ParameterName, 'A manifest of photographs and their people')
            [CompletionResult]::new('--pairs', '--pairs', [CompletionResultType]::ParameterName, 'A CSV file of pairs')
            [CompletionResult]::new('--root', '--root', [CompletionResultType]::ParameterName, 'Folder that the list''s paths are relative to, and must stay in [default: the list''s own]')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Take only rows with this value in a column (repeatable)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'The embedder [default: the one in use]')
            [CompletionResult]::new('--detector', '--detector', [CompletionResultType]::ParameterName, 'The detector [default: the one in use]')
            [CompletionResult]::new('--data-set', '--data-set', [CompletionResultType]::ParameterName, 'What the photographs are, for the card: one line, no names')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the new card goes')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation')
            [CompletionResult]::new('--purpose-file', '--purpose-file', [CompletionResultType]::ParameterName, 'State the purpose that this TOML file holds (see `frs purpose state --template`)')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked')
            [CompletionResult]::new('--case', '--case', [CompletionResultType]::ParameterName, 'Case number')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;model;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the models with their digests')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one model''s card')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Make a model of an ONNX file of a known architecture')
            [CompletionResult]::new('evaluate', 'evaluate', [CompletionResultType]::ParameterValue, 'Measure how often the software errs, on photographs whose people are known (purpose: evaluation)')
            [CompletionResult]::new('calibrate', 'calibrate', [CompletionResultType]::ParameterValue, 'Measure what a score means, and write the model''s card with that table (purpose: evaluation)')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;model;help;list' {
            break
        }
        'frs;model;help;show' {
            break
        }
        'frs;model;help;import' {
            break
        }
        'frs;model;help;evaluate' {
            break
        }
        'frs;model;help;calibrate' {
            break
        }
        'frs;model;help;help' {
            break
        }
        'frs;status' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;doctor' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--outside', '--outside', [CompletionResultType]::ParameterName, 'Look from outside only: ask for no passphrase, and do not open the book')
            [CompletionResult]::new('--thorough', '--thorough', [CompletionResultType]::ParameterName, 'Hold every index and every record too; reads the whole file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;demo' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'A new directory for the demo''s program')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;completions' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;man' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Your own directory: key file, authorization, what you last saw of the book')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'The repository''s directory')
            [CompletionResult]::new('--models', '--models', [CompletionResultType]::ParameterName, 'The models'' directory')
            [CompletionResult]::new('--authorization', '--authorization', [CompletionResultType]::ParameterName, 'Your signed authorization [default: authorization.frs in your own directory]')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'Read the passphrase from the first line of this file instead of asking')
            [CompletionResult]::new('--passphrase-fd', '--passphrase-fd', [CompletionResultType]::ParameterName, 'Read the passphrase from this open file descriptor; goes before --passphrase-file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'frs;help' {
            [CompletionResult]::new('enroll', 'enroll', [CompletionResultType]::ParameterValue, 'Enter images of known persons in the repository (2-110-3-H)')
            [CompletionResult]::new('probe', 'probe', [CompletionResultType]::ParameterValue, 'Input the image of the person being investigated (2-110-4-D-2)')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Cross-reference a probe with the repository: a list of candidates, each a lead only (2-110-4-D-3)')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Compare each candidate, and verify it elsewhere (2-110-4-D-4, 4-D-5)')
            [CompletionResult]::new('share', 'share', [CompletionResultType]::ParameterValue, 'Hand over what frs wrote: inside the Department (2-110-4-D-6), outside of it (2-110-4-C)')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Read and check the book of everything that was done')
            [CompletionResult]::new('purpose', 'purpose', [CompletionResultType]::ParameterValue, 'State why, and see what was stated (2-110-4-A)')
            [CompletionResult]::new('paper', 'paper', [CompletionResultType]::ParameterValue, 'Ask, sign, read and accept papers: authorizations, suspensions, floors')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'Your own key')
            [CompletionResult]::new('program', 'program', [CompletionResultType]::ParameterValue, 'Found a program; exchange its data keys')
            [CompletionResult]::new('repository', 'repository', [CompletionResultType]::ParameterValue, 'State and upkeep of the repository; backups, and restoring them')
            [CompletionResult]::new('model', 'model', [CompletionResultType]::ParameterValue, 'The networks and what is known of them')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Who am I, what may I do, what waits for me: one screen')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Whether machine, models, key and repository are fit for work, and what mends what is not')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'See the whole thing work, in a new directory, on the shipped portraits')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script for your shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the manual pages, one a command')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'frs;help;enroll' {
            break
        }
        'frs;help;probe' {
            break
        }
        'frs;help;search' {
            break
        }
        'frs;help;verify' {
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'What is open on a candidate list, and what is due')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Show the list of an earlier search once more, with its scores')
            [CompletionResult]::new('open', 'open', [CompletionResultType]::ParameterValue, 'Look at one candidate: both photographs side by side, as a working copy')
            [CompletionResult]::new('contact', 'contact', [CompletionResultType]::ParameterValue, 'Look at the whole list on one sheet: the probe annotated, every candidate at one scale; a page and a picture')
            [CompletionResult]::new('record', 'record', [CompletionResultType]::ParameterValue, 'Record the comparison of one candidate; at a terminal it is asked')
            [CompletionResult]::new('packet', 'packet', [CompletionResultType]::ParameterValue, 'Seal the packet for a blind second review: the kept candidates among others, in a drawn order')
            [CompletionResult]::new('review', 'review', [CompletionResultType]::ParameterValue, 'Review blind: open the packet, then record one item after the other')
            [CompletionResult]::new('resolve', 'resolve', [CompletionResultType]::ParameterValue, 'Record how a difference between the two examiners was resolved; both records stay')
            [CompletionResult]::new('source', 'source', [CompletionResultType]::ParameterValue, 'Record one source outside face recognition (2-110-4-D-5)')
            [CompletionResult]::new('outcome', 'outcome', [CompletionResultType]::ParameterValue, 'Record what the sources lead to: confirmed, eliminated, unresolved (2-110-4-D-5)')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Close a list without a verification: searched by mistake, or not needed any more; at a terminal it is asked why')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Write the lead report of the whole list: PDF, page, JSON')
            break
        }
        'frs;help;verify;status' {
            break
        }
        'frs;help;verify;list' {
            break
        }
        'frs;help;verify;open' {
            break
        }
        'frs;help;verify;contact' {
            break
        }
        'frs;help;verify;record' {
            break
        }
        'frs;help;verify;packet' {
            break
        }
        'frs;help;verify;review' {
            break
        }
        'frs;help;verify;resolve' {
            break
        }
        'frs;help;verify;source' {
            break
        }
        'frs;help;verify;outcome' {
            break
        }
        'frs;help;verify;close' {
            break
        }
        'frs;help;verify;report' {
            break
        }
        'frs;help;share' {
            [CompletionResult]::new('inside', 'inside', [CompletionResultType]::ParameterValue, 'Share inside the Department, with the lead investigator''s approval (2-110-4-D-6)')
            [CompletionResult]::new('request', 'request', [CompletionResultType]::ParameterValue, 'Ask the release authority for a release: a paper to sign, and a sealed packet of exactly what would leave (2-110-4-C)')
            [CompletionResult]::new('release', 'release', [CompletionResultType]::ParameterValue, 'Release what was approved, once, encrypted to the recipient (2-110-4-C)')
            [CompletionResult]::new('receipt', 'receipt', [CompletionResultType]::ParameterValue, 'Record that the recipient acknowledged a release')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'What of a case was handed over, what waits, what is due and what has ended')
            [CompletionResult]::new('open', 'open', [CompletionResultType]::ParameterValue, 'Open what was sealed to you: check it, and unpack it; needs no repository')
            [CompletionResult]::new('discovery', 'discovery', [CompletionResultType]::ParameterValue, 'Collect what is recorded of one search, for the defence: a working copy until its release is approved (2-110-4-C)')
            [CompletionResult]::new('recompute', 'recompute', [CompletionResultType]::ParameterValue, 'Make again what a discovery file holds: edits, template, scores; opens no repository')
            break
        }
        'frs;help;share;inside' {
            break
        }
        'frs;help;share;request' {
            break
        }
        'frs;help;share;release' {
            break
        }
        'frs;help;share;receipt' {
            break
        }
        'frs;help;share;status' {
            break
        }
        'frs;help;share;open' {
            break
        }
        'frs;help;share;discovery' {
            break
        }
        'frs;help;share;recompute' {
            break
        }
        'frs;help;audit' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show entries of the book, the newest if nothing else is said')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Report what was done in a period, and what needs a look: table, JSON, CSV, or a page to print')
            [CompletionResult]::new('follow', 'follow', [CompletionResultType]::ParameterValue, 'Tell one story in order, in plain words: of a case, a person, or an entry')
            [CompletionResult]::new('sample', 'sample', [CompletionResultType]::ParameterValue, 'Draw searches for justification; the same seed draws the same ones (docs/audit.md)')
            [CompletionResult]::new('answer', 'answer', [CompletionResultType]::ParameterValue, 'Record what you found of a search that was drawn: agreed or questioned, and why; at a terminal it is asked')
            [CompletionResult]::new('statistics', 'statistics', [CompletionResultType]::ParameterValue, 'Numbers of one year without personal data, to publish')
            [CompletionResult]::new('checkpoint', 'checkpoint', [CompletionResultType]::ParameterValue, 'Sign what the book is now, and write what a witness is asked')
            [CompletionResult]::new('prove', 'prove', [CompletionResultType]::ParameterValue, 'Prove to somebody who has no repository that an entry stands in the book')
            [CompletionResult]::new('check-proof', 'check-proof', [CompletionResultType]::ParameterValue, 'Check a proof; needs no key and no repository')
            [CompletionResult]::new('check-report', 'check-report', [CompletionResultType]::ParameterValue, 'Check the files of a lead report against the proof of its entry; needs no key and no repository')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write the leaves of the book, without values, so that they can be checked without any key')
            [CompletionResult]::new('check-export', 'check-export', [CompletionResultType]::ParameterValue, 'Check an export; needs no key and no repository')
            [CompletionResult]::new('witness', 'witness', [CompletionResultType]::ParameterValue, 'As a witness: check that the log only grew, remember what you saw, and cosign it')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check every entry, signature, commitment and the gallery, and what was seen of the book before')
            break
        }
        'frs;help;audit;show' {
            break
        }
        'frs;help;audit;report' {
            break
        }
        'frs;help;audit;follow' {
            break
        }
        'frs;help;audit;sample' {
            break
        }
        'frs;help;audit;answer' {
            break
        }
        'frs;help;audit;statistics' {
            break
        }
        'frs;help;audit;checkpoint' {
            break
        }
        'frs;help;audit;prove' {
            break
        }
        'frs;help;audit;check-proof' {
            break
        }
        'frs;help;audit;check-report' {
            break
        }
        'frs;help;audit;export' {
            break
        }
        'frs;help;audit;check-export' {
            break
        }
        'frs;help;audit;witness' {
            break
        }
        'frs;help;audit;verify' {
            break
        }
        'frs;help;purpose' {
            [CompletionResult]::new('state', 'state', [CompletionResultType]::ParameterValue, 'State a purpose; later commands cite its id')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the purposes that you stated')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one purpose in full')
            break
        }
        'frs;help;purpose;state' {
            break
        }
        'frs;help;purpose;list' {
            break
        }
        'frs;help;purpose;show' {
            break
        }
        'frs;help;paper' {
            [CompletionResult]::new('request', 'request', [CompletionResultType]::ParameterValue, 'Write a request for a paper, signed with your key')
            [CompletionResult]::new('sign', 'sign', [CompletionResultType]::ParameterValue, 'Sign a request or draft; shows in plain words what it says first')
            [CompletionResult]::new('accept', 'accept', [CompletionResultType]::ParameterValue, 'Enter a signed paper in the book: that is when it counts')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Say in plain words what a paper holds, and whether its signatures are whole')
            break
        }
        'frs;help;paper;request' {
            [CompletionResult]::new('authorization', 'authorization', [CompletionResultType]::ParameterValue, 'Ask to be authorized (2-110-3-A)')
            [CompletionResult]::new('suspension', 'suspension', [CompletionResultType]::ParameterValue, 'Draft a suspension (2-110-4-E)')
            [CompletionResult]::new('floor', 'floor', [CompletionResultType]::ParameterValue, 'Draft a new policy floor')
            [CompletionResult]::new('designation', 'designation', [CompletionResultType]::ParameterValue, 'Draft a designation: who acts for the Commander, and until when (2-110-4-B)')
            [CompletionResult]::new('reinstatement', 'reinstatement', [CompletionResultType]::ParameterValue, 'Draft a reinstatement (2-110-4-E)')
            [CompletionResult]::new('retirement', 'retirement', [CompletionResultType]::ParameterValue, 'Draft the retirement of a key: a passphrase was forgotten, or somebody left')
            [CompletionResult]::new('roster', 'roster', [CompletionResultType]::ParameterValue, 'Draft a roster of who is on call (2-110-4-D-1)')
            [CompletionResult]::new('succession', 'succession', [CompletionResultType]::ParameterValue, 'Draft a succession: a new Commander, signed by the old root or the recovery key')
            [CompletionResult]::new('log-key', 'log-key', [CompletionResultType]::ParameterValue, 'Draft a new key of the log, which signs checkpoints')
            [CompletionResult]::new('time', 'time', [CompletionResultType]::ParameterValue, 'Draft a paper that takes back the time of a witness''s answer')
            [CompletionResult]::new('expunge-order', 'expunge-order', [CompletionResultType]::ParameterValue, 'Draft an order to remove people, images or cases for good; two persons sign it')
            [CompletionResult]::new('hold', 'hold', [CompletionResultType]::ParameterValue, 'Draft a legal hold: what must not be removed')
            [CompletionResult]::new('hold-release', 'hold-release', [CompletionResultType]::ParameterValue, 'Draft the release of a hold')
            [CompletionResult]::new('correction', 'correction', [CompletionResultType]::ParameterValue, 'Draft a correction of a purpose or of a person in the repository')
            [CompletionResult]::new('share-approval', 'share-approval', [CompletionResultType]::ParameterValue, 'Draft the lead investigator''s approval of an internal share (2-110-4-D-6)')
            [CompletionResult]::new('release-approval', 'release-approval', [CompletionResultType]::ParameterValue, 'Draft the release authority''s decision on a release (2-110-4-C)')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Draft a restore: a backup takes the place of the repository; Commander and witness sign it')
            break
        }
        'frs;help;paper;request;authorization' {
            break
        }
        'frs;help;paper;request;suspension' {
            break
        }
        'frs;help;paper;request;floor' {
            break
        }
        'frs;help;paper;request;designation' {
            break
        }
        'frs;help;paper;request;reinstatement' {
            break
        }
        'frs;help;paper;request;retirement' {
            break
        }
        'frs;help;paper;request;roster' {
            break
        }
        'frs;help;paper;request;succession' {
            break
        }
        'frs;help;paper;request;log-key' {
            break
        }
        'frs;help;paper;request;time' {
            break
        }
        'frs;help;paper;request;expunge-order' {
            break
        }
        'frs;help;paper;request;hold' {
            break
        }
        'frs;help;paper;request;hold-release' {
            break
        }
        'frs;help;paper;request;correction' {
            break
        }
        'frs;help;paper;request;share-approval' {
            break
        }
        'frs;help;paper;request;release-approval' {
            break
        }
        'frs;help;paper;request;restore' {
            break
        }
        'frs;help;paper;sign' {
            break
        }
        'frs;help;paper;accept' {
            break
        }
        'frs;help;paper;show' {
            break
        }
        'frs;help;key' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make your key, sealed by a passphrase')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show your person id and public keys')
            [CompletionResult]::new('passphrase', 'passphrase', [CompletionResultType]::ParameterValue, 'Change the passphrase')
            [CompletionResult]::new('unlock', 'unlock', [CompletionResultType]::ParameterValue, 'Let the system''s keyring unlock your key for a while')
            [CompletionResult]::new('lock', 'lock', [CompletionResultType]::ParameterValue, 'Take the key out of the keyring')
            break
        }
        'frs;help;key;new' {
            break
        }
        'frs;help;key;show' {
            break
        }
        'frs;help;key;passphrase' {
            break
        }
        'frs;help;key;unlock' {
            break
        }
        'frs;help;key;lock' {
            break
        }
        'frs;help;program' {
            [CompletionResult]::new('found', 'found', [CompletionResultType]::ParameterValue, 'Found a program: your key becomes its root key, and the Commander''s (2-110-4-B)')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Write the program file: the founding note and the papers that anybody may see, for witnesses and other checkers')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Who may do what until when, what waits for somebody, what ends within 30 days')
            [CompletionResult]::new('rekey', 'rekey', [CompletionResultType]::ParameterValue, 'Seal everything under new data keys, after a suspension (2-110-4-E)')
            break
        }
        'frs;help;program;found' {
            break
        }
        'frs;help;program;show' {
            break
        }
        'frs;help;program;status' {
            break
        }
        'frs;help;program;rekey' {
            break
        }
        'frs;help;repository' {
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Counts, models, floor and book')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Whether file, book, witness, clock and your authorization are as they must be; what `frs doctor` asks of a repository')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Copy the repository while others work with it: one file, sealed as the repository is, checked before it counts')
            [CompletionResult]::new('expunge', 'expunge', [CompletionResultType]::ParameterValue, 'Remove for good what two people ordered: rows, values of the book, and what is left in the files')
            [CompletionResult]::new('correct', 'correct', [CompletionResultType]::ParameterValue, 'Enter an accepted correction: a case number, a lead, a label, a doubled person; the record stays as it was')
            [CompletionResult]::new('re-embed', 're-embed', [CompletionResultType]::ParameterValue, 'Measure every enrolled photograph with the model that the floor pins now')
            [CompletionResult]::new('retention', 'retention', [CompletionResultType]::ParameterValue, 'List what is due by the floor''s retention; removes nothing')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Let a backup take the place of the repository, by an order that the Commander and a witness sign')
            break
        }
        'frs;help;repository;status' {
            break
        }
        'frs;help;repository;check' {
            break
        }
        'frs;help;repository;backup' {
            break
        }
        'frs;help;repository;expunge' {
            break
        }
        'frs;help;repository;correct' {
            break
        }
        'frs;help;repository;re-embed' {
            break
        }
        'frs;help;repository;retention' {
            break
        }
        'frs;help;repository;restore' {
            break
        }
        'frs;help;model' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the models with their digests')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one model''s card')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Make a model of an ONNX file of a known architecture')
            [CompletionResult]::new('evaluate', 'evaluate', [CompletionResultType]::ParameterValue, 'Measure how often the software errs, on photographs whose people are known (purpose: evaluation)')
            [CompletionResult]::new('calibrate', 'calibrate', [CompletionResultType]::ParameterValue, 'Measure what a score means, and write the model''s card with that table (purpose: evaluation)')
            break
        }
        'frs;help;model;list' {
            break
        }
        'frs;help;model;show' {
            break
        }
        'frs;help;model;import' {
            break
        }
        'frs;help;model;evaluate' {
            break
        }
        'frs;help;model;calibrate' {
            break
        }
        'frs;help;status' {
            break
        }
        'frs;help;doctor' {
            break
        }
        'frs;help;demo' {
            break
        }
        'frs;help;completions' {
            break
        }
        'frs;help;man' {
            break
        }
        'frs;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
