"""The JSON API, documented as OpenAPI at /api/v1/openapi.json.

Every answer is made in a worker and passed on as it is. The shapes are those of
`kg.web.shown.values` and `wholes`; under /api/v1 fields may be added, and none changes or goes.
"""

from typing import Annotated, Any, Final

from fastapi import Depends, FastAPI, Query
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request as Incoming
from starlette.responses import Response as Outgoing

from kg import __version__
from kg.vocabulary import ENTITY_TYPES, EVENTS, FIGURES, RELATIONS
from kg.web.answers import answered
from kg.web.clerk import Clerk
from kg.web.exchange import Request, Response, refused
from kg.web.limits import Limits
from kg.web.negotiation import accepts
from kg.web.pool import Pool
from kg.web.problems import Problem
from kg.web.shown import values, wholes

ROOT: Final = "/api"
BASE: Final = f"{ROOT}/v1"

Date = Annotated[
    str,
    Field(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$", description="A day, month or year; empty for any"),
]
Entity = Annotated[str, Field(description="IRI of an entity, or any of its names")]
Limit = Annotated[int, Field(ge=1, le=500)]
Offset = Annotated[int, Field(ge=0)]
Belief = Annotated[float, Field(ge=0, le=1, description="The least belief")]
Iri = Annotated[str, Query(description="IRI")]
Key = Annotated[str, Query(description="Key or IRI of a report")]
_PREDICATES: Final = f"Any of {', '.join((*RELATIONS, *EVENTS, *FIGURES))}; repeat for several"
_TYPES: Final = f"Any of {', '.join(ENTITY_TYPES)}; repeat for several"


class Search(BaseModel):
    """What is looked for."""

    text: Annotated[str, Field(description="A name or part of one; empty for all")] = ""
    types: Annotated[list[str], Field(description=_TYPES)] = []
    limit: Limit = 20


class Filters(BaseModel):
    """Which facts: all conditions given must hold."""

    entity: Entity = ""
    predicates: Annotated[list[str], Field(description=_PREDICATES)] = []
    since: Annotated[Date, Field(description="Still so on this day, month or year")] = ""
    until: Annotated[Date, Field(description="Begun by this day, month or year")] = ""
    min_belief: Belief = 0


class Listed(Filters):
    """A page of a list of facts."""

    form: Annotated[
        str, Field(pattern="^(relation|event|figure)?$", description="relation, event or figure")
    ] = ""
    limit: Limit = 100
    offset: Offset = 0


class Edges(Filters):
    """The edges of a network."""

    events: Annotated[bool, Field(description="Also from agent to target of events")] = False
    limit: Annotated[int, Field(ge=1, le=20_000)] = 2_000


class Judged(BaseModel):
    """What a person decides."""

    verdict: Annotated[str, Field(pattern="^(same|different|accept|reject|undo)$")]
    targets: Annotated[
        list[Annotated[str, Field(max_length=1_000)]],
        Field(
            min_length=1,
            max_length=2,
            description="Two entities (IRI or name); for accept and reject a fact or claim (IRI); "
            "for undo the number of a judgement",
        ),
    ]
    by: Annotated[str, Field(min_length=1, max_length=200, description="Who decides")]
    note: Annotated[str, Field(max_length=2_000, description="Why")] = ""


class Made(BaseModel):
    """A judgement that was written down; the graph has it."""

    number: int
    words: str


class Answers:
    """Turns requests of the API into tasks of workers."""

    def __init__(self, views: Pool, questions: Pool, limits: Limits) -> None:
        """Ask `views` for views and `questions` for what runs a query."""
        self._views = views
        self._questions = questions
        self._limits = limits

    async def view(self, incoming: Incoming, name: str, **params: Any) -> Outgoing:  # noqa: ANN401 (JSON values)
        """Answer with a view; its parameters are those of the request."""
        return await self._run(self._views, incoming, {"do": name, "params": params})

    async def question(self, incoming: Incoming, name: str) -> Outgoing:
        """Answer a named question; each parameter of the address but `format` is one of it."""
        request = _request(incoming)
        fields = dict(request.parameters)
        form = fields.pop("format", "")
        task = {"do": "question", "name": name, "params": fields, "format": form}
        return await self._run(self._questions, incoming, task)

    async def _run(self, pool: Pool, incoming: Incoming, task: dict[str, Any]) -> Outgoing:
        request = _request(incoming)
        question = task["do"] == "question"
        task["accept"] = request.headers.get("accept", "") if question else ""
        task["gzip"] = accepts(request.headers.get("accept-encoding", ""), "gzip")
        task["limit"] = self._limits.result
        return _outgoing(await answered(pool, request, task))


def api(answers: Answers, clerk: Clerk) -> FastAPI:
    """Return the application that answers requests to the API."""
    app = FastAPI(
        title="Armed groups, as a knowledge graph",
        description=__doc__.partition("\n")[0],
        version=__version__,
        openapi_url=f"{BASE}/openapi.json",
        docs_url=None,  # its pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
    )
    for register in (_whole, _entities, _facts, _sources, _places):
        register(app, answers)
    _judgements(app, answers, clerk)
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    return app


def _whole(app: FastAPI, answers: Answers) -> None:
    @app.get(f"{BASE}/overview", response_model=wholes.Overview, tags=["dataset"])
    async def overview(incoming: Incoming) -> Outgoing:
        """What the dataset holds: counts, and the first and last day."""
        return await answers.view(incoming, "overview")

    @app.get(f"{BASE}/questions", response_model=wholes.Questions, tags=["questions"])
    async def questions(incoming: Incoming) -> Outgoing:
        """The named questions with their parameters."""
        return await answers.view(incoming, "questions")

    @app.get(f"{BASE}/questions/{{name}}", tags=["questions"])
    async def question(incoming: Incoming, name: str) -> Outgoing:
        """The answer to a named question, as SPARQL results in the format accepted or named.

        Its parameters are given by their names; `format` is json, xml, csv or tsv.
        """
        return await answers.question(incoming, name)


def _entities(app: FastAPI, answers: Answers) -> None:
    @app.get(f"{BASE}/search", response_model=values.Hits, tags=["entities"])
    async def search(incoming: Incoming, params: Annotated[Search, Query()]) -> Outgoing:
        """Entities by any of their names, best first; by resemblance when no name contains it."""
        return await answers.view(incoming, "search", **params.model_dump())

    @app.get(f"{BASE}/entity", response_model=values.Entity, tags=["entities"])
    async def entity(incoming: Incoming, iri: Entity) -> Outgoing:
        """All that is known of an entity."""
        return await answers.view(incoming, "entity", iri=iri)

    @app.get(f"{BASE}/network", response_model=wholes.Network, tags=["entities"])
    async def network(incoming: Incoming, params: Annotated[Edges, Query()]) -> Outgoing:
        """Relations between entities as nodes and edges; with `events` also who attacked whom."""
        return await answers.view(incoming, "network", **params.model_dump())


def _facts(app: FastAPI, answers: Answers) -> None:
    @app.get(f"{BASE}/fact", response_model=values.Fact, tags=["facts"])
    async def fact(incoming: Incoming, iri: Iri) -> Outgoing:
        """One fact with every claim for it and against it."""
        return await answers.view(incoming, "fact", iri=iri)

    def listed(name: str, text: str) -> None:
        async def view(incoming: Incoming, params: Annotated[Listed, Query()]) -> Outgoing:
            return await answers.view(incoming, name, **params.model_dump())

        view.__doc__ = text
        app.get(f"{BASE}/{name}", response_model=values.Facts, tags=["facts"], name=name)(view)

    listed("facts", "Facts, most believed first.")
    listed("disputes", "Facts that some claim stands against, with all claims on both sides.")
    listed("figures", "How many people, from low to high, with every claim behind each figure.")


def _sources(app: FastAPI, answers: Answers) -> None:
    @app.get(f"{BASE}/documents", response_model=values.Reports, tags=["reports"])
    async def documents(incoming: Incoming, limit: Limit = 100, offset: Offset = 0) -> Outgoing:
        """The reports, newest first."""
        return await answers.view(incoming, "documents", limit=limit, offset=offset)

    @app.get(f"{BASE}/document", response_model=values.Document, tags=["reports"])
    async def document(incoming: Incoming, key: Key) -> Outgoing:
        """One report: its text, each statement and each mention with its characters."""
        return await answers.view(incoming, "document", key=key)


def _places(app: FastAPI, answers: Answers) -> None:
    @app.get(f"{BASE}/timeline", response_model=values.Timeline, tags=["time and place"])
    async def timeline(
        incoming: Incoming, iri: Entity, since: Date = "", until: Date = "", min_belief: Belief = 0
    ) -> Outgoing:
        """Spells and events of an entity in the order of time."""
        return await answers.view(
            incoming, "timeline", iri=iri, since=since, until=until, min_belief=min_belief
        )

    @app.get(f"{BASE}/control", response_model=values.Control, tags=["time and place"])
    async def control(incoming: Incoming, iri: Entity, as_of: Date = "") -> Outgoing:
        """Who controlled a place on a day, or whose control lasts."""
        return await answers.view(incoming, "control", iri=iri, as_of=as_of)

    @app.get(f"{BASE}/map", response_model=values.Map, tags=["time and place"])
    async def points(incoming: Incoming, as_of: Date = "") -> Outgoing:
        """The places with coordinates and who controlled them on a day."""
        return await answers.view(incoming, "map", as_of=as_of)


def _judgements(app: FastAPI, answers: Answers, clerk: Clerk) -> None:
    @app.get(f"{BASE}/judgements", response_model=wholes.Judgements, tags=["judgements"])
    async def judgements(incoming: Incoming) -> Outgoing:
        """What people have decided, in their order, also what was undone."""
        return await answers.view(incoming, "judgements")

    async def admitted(incoming: Incoming) -> None:
        clerk.admit(_request(incoming))

    @app.post(
        f"{BASE}/judgements",
        status_code=201,
        tags=["judgements"],
        dependencies=[Depends(admitted)],
    )
    async def judge(judged: Judged) -> Made:
        """Write a judgement down; the graph then is as it says. Needs `Authorization: Bearer`."""
        return Made(**await clerk.judge(judged.model_dump()))


def _request(incoming: Incoming) -> Request:
    return Request(incoming.scope, incoming.receive)


def _outgoing(response: Response) -> Outgoing:
    return Outgoing(response.body, response.status, response.headers)


async def _on_problem(_: Incoming, error: Exception) -> Outgoing:
    assert isinstance(error, Problem)  # noqa: S101 (registered for it)
    return _outgoing(refused(error))


async def _on_invalid(_: Incoming, error: Exception) -> Outgoing:
    assert isinstance(error, RequestValidationError)  # noqa: S101 (registered for it)
    said = (f"{x['loc'][-1]}: {x['msg']}" for x in error.errors())
    return _outgoing(refused(Problem(422, "; ".join(said))))


async def _on_http(_: Incoming, error: Exception) -> Outgoing:
    assert isinstance(error, HTTPException)  # noqa: S101 (registered for it)
    return _outgoing(refused(Problem(error.status_code, str(error.detail))))
