// The figures as Markdown, ready for README.md.
const number = (value, digits = 0) => (value === undefined || Number.isNaN(value) ? '–' : value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }))
const table = (heads, rows) => [heads, heads.map((_, at) => (at ? '---:' : '---')), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

const ofPages = (title, pages) => table([title, 'p50 ms', 'p99 ms', 'answers/s', 'limit/s', 'share of limit', 'CPU ms', 'KB'], pages.map(page => [
  page.name, number(page.p50, 2), number(page.p99, 2), number(page.perSecond), number(page.limit), page.limit ? `${number((100 * page.perSecond) / page.limit)} %` : '–',
  number(page.processor, 2), number(page.kilobytes, 1)]))

const besideOthers = (title, pages) => table([title, 'p50 ms', 'p99 ms', 'p50 beside a hundredth', 'times', 'answers/s', 'CPU ms', 'KB'], pages.map(page => [
  page.name, number(page.p50, 2), number(page.p99, 2), number(page.alone, 2), number(page.p50 / page.alone, 1), number(page.perSecond), number(page.processor, 2), number(page.kilobytes, 1)]))

export function report({ about, settings, pages, desk, past, orders, whole, targets, faults }) {
  return `${table(['measured on', about.date], [
    ['commit', about.commit], ['processor', about.processor], ['memory', about.memory], ['system', about.system], ['ASP.NET Core', about.dotnet],
    ['database', settings.database], ['products', number(settings.products)], ['runs', `median of ${settings.runs} × ${settings.seconds} s`], ['load average before', about.load]
  ])}

${ofPages('page', pages)}
${desk.length ? `\n${ofPages(`the desk, ${number(settings.documents)} documents`, desk)}\n` : ''}${past.length ? `\n${besideOthers(`beside ${number(settings.orders)} old orders`, past)}\n` : ''}
p50 and p99 at one connection; answers/s and processor time per answer at 64.

${table(['placing an order', 'p50 ms', 'p99 ms', 'cart to thank-you p50 ms', 'orders/s', 'CPU ms per order'], orders.map(row => [
    row.name, number(row.p50, 1), number(row.p99, 1), number(row.whole, 1), number(row.perSecond, 1), number(row.processor, 1)]))}

${table(['the whole', ''], whole.map(({ name, value, digits, unit }) => [name, `${number(value, digits)} ${unit}`]))}

${table(['target', 'asked', 'measured', ''], targets.map(({ name, asked, measured, unit, digits, isReached }) => [
    name, asked, measured === undefined ? 'not measured' : `${number(measured, digits)} ${unit}`, measured === undefined ? '–' : isReached ? 'reached' : '**missed**']))}
${faults.length ? `\nThese figures are void; wrong answers were seen:\n${faults.map(fault => `- ${fault}`).join('\n')}\n` : ''}`
}
