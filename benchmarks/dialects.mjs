// What the two databases write differently, for rows that are put by SQL into a market that is stopped.
export const dialects = {
  // As EF writes them there: ids in large letters, moments as text.
  SQLite: {
    id: (prefix, number) => `'${prefix}-0000-7000-8000-' || printf('%012X', ${number})`,
    ago: minutes => `strftime('%Y-%m-%d %H:%M:%S', 'now', (0 - (${minutes})) || ' minutes')`,
    month: moment => `date(${moment}, '+7 hours', 'start of month')`,
    key: column => `lower(${column})`, yes: '1', no: '0', before: 'pragma synchronous = off;', after: () => ''
  },
  PostgreSQL: {
    id: (prefix, number) => `cast('${prefix}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0') as uuid)`,
    ago: minutes => `date_trunc('second', now()) - (${minutes}) * interval '1 minute'`,
    month: moment => `cast(date_trunc('month', (${moment}) at time zone 'Asia/Ho_Chi_Minh') as date)`,
    // A market that grew over years had it done long ago.
    key: column => `${column}::text`, yes: 'true', no: 'false', before: '', after: tables => `vacuum analyze ${tables};`
  }
}
