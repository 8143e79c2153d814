export const middle = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** The value below which `share` of them lie. */
export const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]
