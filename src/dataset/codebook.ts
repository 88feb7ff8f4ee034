/** indicators.csv: what every indicator code means, and where it stands in each form that asks for it. */
import type { Catalogue, FormRow, Indicator } from '../model/catalogue.js';
import { plainNumber } from './numbers.js';
import { by, byNumber, inOrderOf } from './order.js';
import type { IndicatorRecord } from './records.js';

function recordOf(indicator: Indicator, form: string | null, row: FormRow | null): IndicatorRecord {
  return {
    indicator_code: indicator.code,
    indicator: indicator.label,
    unit: indicator.unit,
    value_type: indicator.type,
    basis: indicator.basis,
    form,
    printed_code: row?.printedCode ?? null,
    parent_code: indicator.parent,
    domain: indicator.domain === null ? null : indicator.domain.map(plainNumber).join('|'),
  };
}

/** Form by form in the order of their rows; indicators that no form asks for come first, by code. */
export function codebook(catalogue: Catalogue): IndicatorRecord[] {
  const asked = catalogue.forms.flatMap((form) =>
    form.rows.flatMap((row) => (row.indicator === null ? [] : [{ form: form.id, row, indicator: row.indicator }])),
  );
  const codes = new Set(asked.map(({ indicator }) => indicator.code));
  const unasked = [...catalogue.indicators.values()].filter((indicator) => !codes.has(indicator.code));
  return [
    ...unasked.sort(by((indicator) => indicator.code)).map((indicator) => recordOf(indicator, null, null)),
    ...asked
      .sort(
        inOrderOf(
          by(({ form }) => form),
          byNumber(({ row }) => row.index),
        ),
      )
      .map(({ form, row, indicator }) => recordOf(indicator, form, row)),
  ];
}
