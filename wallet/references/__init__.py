"""Someone else's word: she asks by a link, a colleague or employer writes, she accepts it or throws it away.

Nobody needs an account to answer. What is written is sealed at once to the wallet's own encryption key
(`letterbox`), so that it can be dropped in while she is away and read by her alone. `asking` is her side,
`answering` the other one's.
"""
