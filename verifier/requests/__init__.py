"""Requests: an organisation asks for certificates, a worker answers from her wallet (docs/adr/0045).

`asking` makes and closes them, `answering` takes an answer in, `answers` is what the organisation does with
it, and when it goes, `sealing` how it is kept. Other parts of the verifier need `answers_of`.
"""

from verifier.requests.answers import KeptAnswer as KeptAnswer
from verifier.requests.answers import answers_of as answers_of
