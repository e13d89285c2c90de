-- From version 3 to 4.

-- The tables stay as they are. Packed runs have another form, which version 3 would take for tampering: it is not to open them. Those
-- of the earlier form stand until the gallery next changes, since an entry of the book vouches for what the table lists.
