
# Profiles and refs, which snorq itself knows.
function __snorq_known
    set -l words (commandline -opc) (commandline -ct)
    $words[1] completions fish -- $words 2>/dev/null </dev/null
end
complete -c snorq -l profile -x -a '(__snorq_known)'
complete -c snorq -n 'test (count (__snorq_known)) -gt 0' -f -a '(__snorq_known)'
