# Profiles and refs, which snorq itself knows.
_snorq_known() {
    local -a line known
    line=(${(z)LBUFFER})
    [[ "$LBUFFER" == *[[:space:]] ]] && line+=("")
    known=(${(f)"$($line[1] completions zsh -- "${line[@]}" 2>/dev/null </dev/null)"})
    if (( $#known )); then
        compadd -a known
    else
        _default
    fi
}

