"""Small real models, made once in a test session: for stanza by its own trainers, for camel_tools a BERT on disk."""

import json
import random

import pytest

GOLD = [
    "قالت OpenAI إن مايكروسوفت تملك حصة فيها .",
    "وصل أحمد إلى القاهرة أمس .",
    "أعلنت مايكروسوفت خدمة جديدة في لندن .",
    "زار سام مقر OpenAI في لندن .",
    "تملك OpenAI حصة جديدة في القاهرة .",
    "قال أحمد إن سام وصل أمس .",
]
NAMES = {"OpenAI": "ORG", "مايكروسوفت": "ORG", "أحمد": "PER", "سام": "PER", "القاهرة": "LOC", "لندن": "LOC"}


@pytest.fixture(scope="session")
def stanza_models(tmp_path_factory):
    """Folder of a stanza tokenizer and recognizer trained on a few sentences."""
    import torch
    from stanza.models import ner_tagger, tokenizer

    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("stanza")
    random.seed(1)
    sentences = [random.choice(GOLD).split() for _ in range(60)]
    text, marks, conllu = "", "", ""
    for number, words in enumerate(sentences):
        line = " ".join(words[:-1]) + words[-1]
        ends = [0] * len(line)
        place = 0
        for word in words:
            place = line.index(word, place) + len(word)
            ends[place - 1] = 1
        ends[-1] = 2
        paragraph = number % 4 == 3
        text += line + ("\n\n" if paragraph else " ")
        marks += "".join(map(str, ends)) + ("\n\n" if paragraph else "0")
        conllu += (
            "".join(
                f"{i}\t{w}\t_\tX\t_\t_\t{i - 1}\tdep\t_\t{'SpaceAfter=No' if i == len(words) - 1 else '_'}\n"
                for i, w in enumerate(words, 1)
            )
            + "\n"
        )
    (folder / "train.txt").write_text(text, "utf-8")
    (folder / "train.marks").write_text(marks, "utf-8")
    (folder / "train.conllu").write_text(conllu, "utf-8")
    tagged = [[{"text": w, "ner": f"S-{NAMES[w]}" if w in NAMES else "O"} for w in words] for words in sentences]
    (folder / "mwt.json").write_text("[]", "utf-8")
    (folder / "ner.json").write_text(json.dumps(tagged), "utf-8")
    for kind in ("tokenize", "ner"):
        (folder / "ar" / kind).mkdir(parents=True)
    data = folder / "train"
    tokenizer.main(
        [
            *("--txt_file", f"{data}.txt", "--label_file", f"{data}.marks", "--dev_txt_file", f"{data}.txt"),
            *("--dev_label_file", f"{data}.marks", "--dev_conll_gold", f"{data}.conllu", "--lang", "ar"),
            *("--mwt_json_file", str(folder / "mwt.json")),
            *("--shorthand", "ar_small", "--steps", "80", "--eval_steps", "80", "--cpu", "--batch_size", "16"),
            *("--save_dir", str(folder / "ar" / "tokenize"), "--save_name", "small.pt", "--lr0", "0.01"),
            *("--last_char_drop_prob", "0", "--sent_drop_prob", "0", "--emb_dim", "16", "--hidden_dim", "32"),
        ]
    )
    ner_tagger.main(
        [
            *("--train_file", str(folder / "ner.json"), "--eval_file", str(folder / "ner.json"), "--no_pretrain"),
            *("--shorthand", "ar_small", "--max_steps", "60", "--eval_interval", "60", "--cpu", "--optim", "adam"),
            *("--batch_size", "8", "--max_steps_no_improve", "60"),
            *("--lr", "0.01", "--save_dir", str(folder / "ar" / "ner"), "--save_name", "small.pt"),
            *("--word_emb_dim", "0", "--char_hidden_dim", "24", "--char_emb_dim", "12", "--hidden_dim", "24"),
        ]
    )
    resources = {
        "ar": {
            "lang_name": "Arabic",
            "tokenize": {"small": {"md5": ""}},
            "ner": {"small": {"md5": "", "dependencies": []}},
            "packages": {"default": {"tokenize": "small", "ner": "small"}},
            "default_processors": {"tokenize": "small", "ner": "small"},
        }
    }
    (folder / "resources.json").write_text(json.dumps(resources), "utf-8")
    return folder


@pytest.fixture(scope="session")
def camel_model(tmp_path_factory):
    """Folder of a BERT token classifier trained on a few sentences, with a vocabulary of pieces."""
    import torch
    from transformers import BertConfig, BertForTokenClassification, BertTokenizer

    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("bert")
    letters = sorted(set("".join(GOLD)) - {" "})
    words = sorted({w for s in GOLD for w in s.split()} - {"مايكروسوفت"})
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters)]
    pieces += ["مايكرو", "##سوفت", *(w for w in words if w not in pieces)]
    (folder / "vocab.txt").write_text("\n".join(pieces), "utf-8")
    tokenizer = BertTokenizer(str(folder / "vocab.txt"), do_lower_case=False)
    labels = ["B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O"]
    ours = {"PER": "B-PERS", "ORG": "B-ORG", "LOC": "B-LOC"}
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=256,
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
    )
    model = BertForTokenClassification(config)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for step in range(150):
        ids, gold = [tokenizer.cls_token_id], [-100]
        for word in GOLD[step % len(GOLD)].split():
            own = tokenizer.convert_tokens_to_ids(tokenizer.tokenize(word))
            ids += own
            gold += [labels.index(ours[NAMES[word]] if word in NAMES else "O")] + [-100] * (len(own) - 1)
        ids.append(tokenizer.sep_token_id)
        gold.append(-100)
        loss = model(torch.tensor([ids]), labels=torch.tensor([gold])).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def camel_catalogue(tmp_path_factory):
    """Folder with a catalogue that lists no data, for CAMELTOOLS_DATA."""
    folder = tmp_path_factory.mktemp("camel")
    (folder / "catalogue.json").write_text(json.dumps({"version": "0", "packages": {}, "components": {}}))
    return folder
