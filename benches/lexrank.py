"""sumy's LexRank, for benches/digest.rs: reads texts from standard input, each after a line with its length in
bytes, and answers each with the four sentences that it chooses, on one line."""
import re
import sys

from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.utils import get_stop_words


class Words:
    """sumy's own tokenizer wants data that is fetched apart."""

    language = "english"

    def to_sentences(self, text):
        return [s for s in re.split(r"(?<=[.!?])\s+", text) if s]

    def to_words(self, text):
        return re.findall(r"[^\W\d_]+", text)


summarizer = LexRankSummarizer(Stemmer("english"))
summarizer.stop_words = get_stop_words("english")
print("ready", flush=True)
for line in sys.stdin.buffer:
    text = sys.stdin.buffer.read(int(line)).decode()
    chosen = summarizer(PlaintextParser.from_string(text, Words()).document, 4)
    print(" ".join(map(str, chosen)), flush=True)
