"""The holder's side of sharing: agree on what is shown and how, make a link, watch it, end it.

`contract` is what is agreed, `parts` what is shown, `making` signs and seals that under the link's token,
`overview` tells her about her links, `ending` stops and prolongs them, `log` remembers when they were used,
and `pins` keeps guesses at a PIN slow and few. The receiver's side is `wallet.opening` and `shared_files`;
`suggestions` is what a counsellor leaves behind.
"""
