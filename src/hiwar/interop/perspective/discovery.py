"""What the API is, in the words of Google's discovery documents.

Its own client library for Python asks for it before anything else:
`discovery.build(…, discoveryServiceUrl="https://your.host/$discovery/rest?version=v1alpha1")`.
"""

from typing import Any, Final

from .protocol import ATTRIBUTES, Json

PATH: Final = "/$discovery/rest"
VERSION: Final = "v1alpha1"
# What every call may carry beside its body; only the key is looked at.
_PARAMETERS: Final = {
    "key": "API key.",
    "alt": "Answers are JSON.",
    "fields": "Not looked at.",
    "prettyPrint": "Not looked at.",
    "quotaUser": "Not looked at.",
    "uploadType": "Not looked at.",
    "upload_protocol": "Not looked at.",
    "access_token": "Not looked at.",
    "oauth_token": "Not looked at.",
    "callback": "Not looked at.",
    "$.xgafv": "Not looked at.",
}
_TEXT: Final = {"type": "string"}
_NUMBER: Final = {"type": "number", "format": "float"}
_PLACE: Final = {"type": "integer", "format": "int32"}
_FLAG: Final = {"type": "boolean"}


def describe(root: str) -> Json:
    """Return the document of an API that is reached below `root`, as https://host/."""
    return {
        "kind": "discovery#restDescription",
        "discoveryVersion": "v1",
        "protocol": "rest",
        "id": f"commentanalyzer:{VERSION}",
        "name": "commentanalyzer",
        "version": VERSION,
        "title": "Hiwar's scorer, as Perspective Comment Analyzer API",
        "description": f"Answers {', '.join(ATTRIBUTES)}.",
        "rootUrl": root,
        "baseUrl": root,
        "servicePath": "",
        "basePath": "",
        "batchPath": "batch",
        "parameters": {
            name: {"type": "string", "location": "query", "description": description}
            for name, description in _PARAMETERS.items()
        },
        "resources": {
            "comments": {
                "methods": {
                    "analyze": _method("analyze", "AnalyzeComment"),
                    "suggestscore": _method("suggestscore", "SuggestCommentScore"),
                }
            }
        },
        "schemas": _schemas(),
    }


def _method(name: str, schema: str) -> Json:
    path = f"{VERSION}/comments:{name}"
    return {
        "id": f"commentanalyzer.comments.{name}",
        "path": path,
        "flatPath": path,
        "httpMethod": "POST",
        "parameters": {},
        "parameterOrder": [],
        "request": {"$ref": f"{schema}Request"},
        "response": {"$ref": f"{schema}Response"},
    }


def _schemas() -> Json:
    common = {
        "comment": _ref("TextEntry"),
        "context": _ref("Context"),
        "languages": _list(_TEXT),
        "clientToken": _TEXT,
        "communityId": _TEXT,
        "sessionId": _TEXT,
    }
    answered = {
        "attributeScores": _map(_ref("AttributeScores")),
        "languages": _list(_TEXT),
        "detectedLanguages": _list(_TEXT),
        "clientToken": _TEXT,
    }
    schemas = {
        "AnalyzeCommentRequest": common
        | {
            "requestedAttributes": _map(_ref("AttributeParameters")),
            "spanAnnotations": _FLAG,
            "doNotStore": _FLAG,
        },
        "AnalyzeCommentResponse": answered,
        "SuggestCommentScoreRequest": common
        | {"attributeScores": _map(_ref("AttributeScores"))},
        "SuggestCommentScoreResponse": {
            "detectedLanguages": _list(_TEXT),
            "clientToken": _TEXT,
        },
        "TextEntry": {"text": _TEXT, "type": _TEXT},
        "Context": {"entries": _list(_ref("TextEntry"))},
        "AttributeParameters": {"scoreType": _TEXT, "scoreThreshold": _NUMBER},
        "AttributeScores": {
            "summaryScore": _ref("Score"),
            "spanScores": _list(_ref("SpanScore")),
        },
        "SpanScore": {"begin": _PLACE, "end": _PLACE, "score": _ref("Score")},
        "Score": {"value": _NUMBER, "type": _TEXT},
    }
    return {
        name: {"id": name, "type": "object", "properties": properties}
        for name, properties in schemas.items()
    }


def _ref(name: str) -> Json:
    return {"$ref": name}


def _list(of: Any) -> Json:
    return {"type": "array", "items": of}


def _map(of: Any) -> Json:
    return {"type": "object", "additionalProperties": of}
