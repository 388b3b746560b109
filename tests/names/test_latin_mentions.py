"""What counts as a Latin name."""

import pytest

from arabnews_nlp.names.spans import latin_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("نموذج GPT-3.5 Turbo وLlama 2", ["GPT-3.5 Turbo", "Llama 2"]),
        ("DALL.E وOffice 365 وAT&T", ["DALL.E", "Office 365", "AT&T"]),
        ("Bank of America وCirque du Soleil", ["Bank of America", "Cirque du Soleil"]),
        ("Procter & Gamble و H&M", ["Procter & Gamble", "H&M"]),
        ("eBay وiPhone وmacOS", ["eBay", "iPhone", "macOS"]),
        ("تطبيق facebook وكلمة hello", ["facebook"]),
        ("وOpenAI لـ Azure، بـAPI", ["OpenAI", "Azure", "API"]),
        ("شبكات 5G و4K", ["5G", "4K"]),
        ("باعت Apple 30 مليون هاتف", ["Apple"]),
        ("Nokia 7% من السوق", ["Nokia"]),
        ("Beyoncé وMönchengladbach", ["Beyoncé", "Mönchengladbach"]),
        ("John F. Kennedy وJ.K. Rowling", ["John F. Kennedy", "J.K. Rowling"]),
        ("الفيتامين C. وقال X", ["C", "X"]),
        ("OpenAI. Microsoft", ["OpenAI", "Microsoft"]),
        ("OpenAI\nMicrosoft", ["OpenAI", "Microsoft"]),
        ("https://Example.com/Path?q=Name x@Mail.com @Handle #Tag www.Site.com logo.png", []),
        ("<a href='Link'>Title</a>", ["Title"]),
    ],
)
def test_latin_names(text, names):
    assert [text[start:end] for start, end in latin_names(text)] == names
