"""Acts of staff on a response, as DynamoDB keeps them: JSON documents on the response's item."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from kuultu.domain.responses.staff_acts import Praise, Raised


def act_document(act: Raised | Praise) -> str:
    """The document of an act."""
    return json.dumps({**asdict(act), "at": act.at.isoformat()})


def raised_from(document: str) -> Raised:
    """The wish for a case in a document."""
    return Raised(**_kept(document))


def praise_from(document: str) -> Praise:
    """The praise in a document."""
    return Praise(**_kept(document))


def _kept(document: str) -> dict[str, Any]:
    kept = json.loads(document)
    return {**kept, "at": datetime.fromisoformat(kept["at"])}
