"""All the nouns of Dateline, as frozen records, and the one schema of the authors' format.

`tree` is what read finds, `briefing` and `registers` what compile makes of it, `prose` the
texts in them, `linked` what link learns, `pages` what plan decides and templates see,
`settings` all else that enters a build; `schema` names every field an author may write.
"""
