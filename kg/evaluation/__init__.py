"""How well records agree with annotated reports.

All numbers are micro-averages over documents; a document without a record counts as all missed.

Relations  (subject, predicate, object, polarity) counts when both ends are aligned with entities
           of the annotation; symmetric relations hold in both directions.
Events     events of one type are paired one to one by the slots they share: the type, each
           (role, entity), and the date, right when it agrees to the annotation's precision.
Figures    (kind, minimum, maximum); what they are about is an accuracy on the matched ones.
Speakers   F1 of `attributed_to` on what was matched. Modality: accuracy on matched relations
           and events. Headline: the mean of the F1 of relations, events and figures.
"""

from kg.evaluation.evaluate import Evaluation, evaluate
from kg.evaluation.verdicts import Verdict, verdicts

__all__ = ["Evaluation", "Verdict", "evaluate", "verdicts"]
