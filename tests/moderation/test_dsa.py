"""What is written for the Transparency Database, against a schema of its own."""

from dataclasses import replace
from datetime import date

import pytest

from hiwar.kernel.text.skeleton import skeleton
from hiwar.moderation import dsa
from hiwar.moderation.dsa import checking, values

from . import schema

FACTS = dsa.Facts(
    puid="0190b0a8-6c1f-4b52-9d6c-3f1c9d1f0a11",
    outcome="REMOVE",
    source="REPORT",
    rule="personal attack",
    category="STATEMENT_CATEGORY_CYBER_VIOLENCE",
    keyword="KEYWORD_CYBER_HARASSMENT",
    is_law=False,
    explanation="The comment insults another reader instead of answering.",
    legal_ground="",
    was_detected_automatically=False,
    number_of_comments=1,
    were_held=False,
    language="ar",
    written_on=date(2026, 11, 2),
    decided_on=date(2026, 11, 3),
    ends_on=None,
    rules_address="https://news.example/en/moderation/#personal_attack",
)


class TestStatement:
    @pytest.mark.parametrize("outcome", ["REMOVE", "PAUSE", "BAN", "HIDE_NAME"])
    @pytest.mark.parametrize("source", ["OWN", "REPORT", "NOTICE", "APPEAL"])
    @pytest.mark.parametrize("law", ["", "§ 185 StGB"])
    @pytest.mark.parametrize("ends_on", [None, date(2026, 12, 1), date(2090, 1, 1)])
    def test_is_what_the_database_takes(self, outcome, source, law, ends_on):
        entry = dsa.statement_json(
            replace(
                FACTS,
                outcome=outcome,
                source=source,
                legal_ground=law,
                ends_on=ends_on,
            )
        )

        assert schema.faults(entry, schema.STATEMENT) == []
        assert dsa.faults(entry) == []

    @pytest.mark.parametrize(
        "facts",
        [
            {"explanation": "x" * 9_000, "legal_ground": "y" * 900},
            {"rule": "z" * 900, "keyword": ""},
            {"written_on": date(1998, 5, 1)},
            {"language": "zh-hant"},
            {"language": "und"},
            {"was_detected_automatically": True, "were_held": True},
            {"number_of_comments": 412},
        ],
    )
    def test_keeps_to_every_limit(self, facts):
        entry = dsa.statement_json(replace(FACTS, **facts))

        assert schema.faults(entry, schema.STATEMENT) == []

    def test_says_what_the_law_or_the_rules_were_broken_by(self):
        by_rule = dsa.statement_json(FACTS)
        by_law = dsa.statement_json(replace(FACTS, legal_ground="§ 185 StGB"))

        assert "personal attack" in by_rule["incompatible_content_ground"]
        assert by_rule["incompatible_content_explanation"] == FACTS.explanation
        assert by_law["illegal_content_legal_ground"] == "§ 185 StGB"
        assert by_law["illegal_content_explanation"] == FACTS.explanation

    @pytest.mark.parametrize(
        ("source", "type_"),
        [
            ("OWN", "SOURCE_VOLUNTARY"),
            ("REPORT", "SOURCE_TYPE_OTHER_NOTIFICATION"),
            ("NOTICE", "SOURCE_ARTICLE_16"),
        ],
    )
    def test_calls_a_notice_only_what_is_one(self, source, type_):
        assert dsa.statement_json(replace(FACTS, source=source))["source_type"] == type_

    def test_says_until_when_somebody_is_paused(self):
        entry = dsa.statement_json(
            replace(FACTS, outcome="PAUSE", ends_on=date(2026, 11, 10))
        )

        assert entry["decision_provision"] == "DECISION_PROVISION_PARTIAL_SUSPENSION"
        assert entry["end_date_service_restriction"] == "2026-11-10"

    @pytest.mark.parametrize(
        ("language", "code"), [("ar", "AR"), ("en-GB", "EN"), ("und", None)]
    )
    def test_names_a_language_by_two_letters_or_not_at_all(self, language, code):
        entry = dsa.statement_json(replace(FACTS, language=language))

        assert entry.get("content_language") == code

    @pytest.mark.parametrize("outcome", ["KEEP", "WARN", "RESTORE", "LIFT"])
    def test_is_not_for_what_takes_nothing_from_anybody(self, outcome):
        with pytest.raises(ValueError, match=outcome):
            dsa.statement_json(replace(FACTS, outcome=outcome))


class TestFaults:
    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"puid": "two words"}, "puid"),
            ({"puid": ""}, "puid"),
            ({"category": "STATEMENT_CATEGORY_PORNOGRAPHY"}, "category"),
            ({"category_specification": ["KEYWORD_DANGEROUS_TOYS"]}, None),
            ({"content_date": "1999-12-31"}, "content_date"),
            ({"content_date": "2026-1-1"}, "content_date"),
            ({"application_date": "2038-01-02"}, "application_date"),
            ({"decision_facts": "x" * 5_001}, "decision_facts"),
            ({"incompatible_content_explanation": "x" * 2_001}, None),
            ({"content_language": "ar"}, "content_language"),
            ({"territorial_scope": ["EL"]}, "territorial_scope"),
            ({"content_type": "CONTENT_TYPE_TEXT"}, "content_type"),
            ({"automated_detection": True}, "automated_detection"),
            ({"decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT"}, None),
            ({"decision_visibility": ["DECISION_VISIBILITY_OTHER"]}, None),
            ({"author": "Nadia"}, "author"),
        ],
    )
    def test_are_found_as_the_schema_finds_them(self, change, field):
        entry = {**dsa.statement_json(FACTS), **change}

        found = dsa.faults(entry)

        assert found
        assert schema.faults(entry, schema.STATEMENT)
        assert field is None or field in found

    @pytest.mark.parametrize("name", checking.ALWAYS)
    def test_are_fields_that_are_missing(self, name):
        entry = dsa.statement_json(FACTS)
        del entry[name]

        assert name in dsa.faults(entry)

    @pytest.mark.parametrize(
        ("field", "known"),
        [
            ("category", values.Category),
            ("category_specification", values.KEYWORDS),
            ("content_type", values.Content),
            ("decision_visibility", values.Visibility),
            ("decision_provision", values.Provision),
            ("decision_account", values.Account),
            ("decision_ground", values.Ground),
            ("source_type", values.Source),
            ("automated_decision", values.Automated),
            ("territorial_scope", values.TERRITORIES),
        ],
    )
    def test_are_told_by_the_same_values(self, field, known):
        said = schema.STATEMENT["properties"][field]

        assert set(said.get("enum") or said["items"]["enum"]) == {*map(str, known)}


class TestWithoutPersonalData:
    @pytest.mark.parametrize(
        ("text", "private"),
        [
            ("He gives nadia@example.org away.", "nadia@example.org"),
            ("Sent from 203.0.113.9, again.", "203.0.113.9"),
            ("Sent from 2001:db8::7f.", "2001:db8::7f"),
            ("It names @nadia_k for all to see.", "@nadia_k"),
            ("It prints +961 3 123 456 78.", "123 456"),
            ("See https://example.org/u/nadia for more.", "example.org"),
            ("It insults Nadia Khoury again.", "Nadia"),
            ("It insults NADIA  khoury again.", "khoury"),
            ("It insults Nadia Khoury's mother.", "Khoury"),
            ("It calls Zoë O'Neil's friends names.", "Neil"),
            ("يهاجم التعليق ناديا ويشتمها.", "ناديا"),
            ("كذب وناديا تعرف.", "ناديا"),
        ],
    )
    def test_takes_out_what_points_to_somebody(self, text, private):
        names = {skeleton(name) for name in ("Nadia Khoury", "Zoë O’Neil", "ناديا")}

        cleaned = dsa.without_personal_data(text, names=names)

        assert private not in cleaned
        assert "[…]" in cleaned

    @pytest.mark.parametrize(
        "text",
        [
            "The comment of 3 November 2026 calls people vermin (rule 4.2).",
            "It breaks § 130 StGB and Art. 17(3)(d); it was 11:22.",
            "يصف التعليق جماعة كاملة بأنها «حشرات».",
            "Version 1.2.3.4.5 of the same advertisement, at 10:30:15.",
        ],
    )
    def test_leaves_the_reasons_alone(self, text):
        assert dsa.without_personal_data(text, names={"nadia"}) == text

    def test_takes_out_the_longest_name_and_nothing_beside_it(self):
        names = {skeleton(name) for name in ("Nadia", "Nadia Khoury", "Khoury Sons")}

        cleaned = dsa.without_personal_data(
            "Then Nadia Khoury Sons and Nadia, Khoury and others.", names=names
        )

        assert cleaned == "Then […] and […] and others."

    def test_looks_for_names_in_every_run_of_words(self):
        runs = dsa.runs_of_words("He calls Abu Omar al Trabulsi a liar.")

        assert skeleton("Abu Omar al Trabulsi") in runs
        assert skeleton("Omar") in runs
        assert skeleton("He calls Abu Omar al Trabulsi a") not in runs
