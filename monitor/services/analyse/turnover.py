"""Who of a party answered in one round and not in another, where that can be told."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from monitor.domain.analysis.cube import Bools
from monitor.domain.measurement import Form, Turnover
from monitor.domain.partnership import PartyId
from monitor.services.analyse.cubes import Batch, take_forms

# Only a difference of one or two people tells anything about one of them (R5).
_FEW_PEOPLE = 2


class TurnoverTable:
    """The people of one partnership's parties over its rounds."""

    def __init__(self, batch: Batch, partnership: int) -> None:
        self._batch = batch
        self._partnership = partnership
        self._present = batch.cube.present[partnership]
        present = self._present.astype(np.int64)
        both = present @ present.transpose(0, 2, 1)
        own = np.diagonal(both, axis1=1, axis2=2)
        self._changed = own[:, None, :] + own[:, :, None] - 2 * both

    def turnover_in(self, round_: int) -> Mapping[PartyId, Sequence[Turnover] | None]:
        """Return of each party the earlier rounds that nearly the same people answered."""
        is_linked = self._batch.cube.is_linked
        return {
            PartyId(party + 1): self._turnover_of(party, round_) if is_linked else None
            for party in range(len(self._present))
        }

    def corrected_in(self, round_: int, earlier: Sequence[int]) -> Mapping[PartyId, int]:
        """Count of each party the forms that differ from an earlier one of these rounds (R0).

        The fewest above 0; 0 where nothing differs.
        """
        now, befores = self._count_forms(round_), [self._count_forms(each) for each in earlier]
        corrected = {}
        for party, forms in enumerate(now):
            counts = [
                max((forms - before[party]).total(), (before[party] - forms).total())
                for before in befores
            ]
            corrected[PartyId(party + 1)] = min((each for each in counts if each), default=0)
        return corrected

    def _count_forms(self, round_: int) -> Sequence[Counter[bytes]]:
        """Count of each party how often each form was given: whose it is need not be known."""
        values = self._batch.cube.values[self._partnership, :, round_]
        return [
            Counter(form.tobytes() for form in forms[is_present])
            for forms, is_present in zip(values, self._present[:, round_], strict=True)
        ]

    def _turnover_of(self, party: int, round_: int) -> Sequence[Turnover]:
        changed, present = self._changed[party, round_, :round_], self._present[party]
        return [
            Turnover(
                sequence=int(earlier) + 1,
                left=self._forms(party, int(earlier), present[earlier] & ~present[round_]),
                joined=self._forms(party, round_, present[round_] & ~present[earlier]),
            )
            for earlier in np.flatnonzero(changed <= _FEW_PEOPLE)
        ]

    def _forms(self, party: int, round_: int, is_meant: Bools) -> Sequence[Form]:
        return take_forms(self._batch, (self._partnership, party, round_), is_meant)
