
# Profiles and refs, which snorq itself knows; for everything else, the above.
_snorq_known() {
    local line="${COMP_LINE:0:COMP_POINT}" known last IFS=$' \t\n'
    local -a words
    read -ra words <<< "$line"
    [[ "$line" == *[[:space:]] ]] && words+=("")
    known=$("$1" completions bash -- "${words[@]}" 2>/dev/null </dev/null)
    if [[ -z "$known" ]]; then
        _snorq "$@"
        return
    fi
    IFS=$'\n'
    COMPREPLY=($known)
    # Where a colon ends a word for bash, what stands before it is there already.
    last="${words[${#words[@]}-1]}"
    if [[ "$last" == *:* && "$COMP_WORDBREAKS" == *:* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${last%"${last##*:}"}"}")
    fi
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _snorq_known -o nosort -o bashdefault -o default snorq
else
    complete -F _snorq_known -o bashdefault -o default snorq
fi
