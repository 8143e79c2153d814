// Servers of this run: started on a free loopback port, ended by their own process id and nothing else.
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, truncateSync } from 'node:fs'
import net from 'node:net'
import { get } from './http.mjs'

const running = new Set()

export async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1')
  await new Promise(done => probe.once('listening', done))
  const { port } = probe.address()
  await new Promise(done => probe.close(done))
  return port
}

/** Runs to the end, but not for ever; what it said is in the log. */
export async function run(command, args, { env = {}, log, patience }) {
  const out = openSync(log, 'a')
  const began = performance.now()
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', out, out] })
  running.add(child)
  const tired = setTimeout(() => child.kill('SIGKILL'), patience * 1000)
  const code = await ended(child)
  clearTimeout(tired)
  running.delete(child)
  closeSync(out)
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${tail(log)}`)
  return (performance.now() - began) / 1000
}

/** Starts a server and waits for the first 200 at `probe`; `seconds` is how long that took. */
export async function serve(args, { env = {}, log, probe = '/', patience = 120 }) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const out = openSync(log, 'a')
  const began = performance.now()
  const child = spawn('dotnet', [...args, '--urls', url], { env: { ...process.env, ...env }, stdio: ['ignore', out, out] })
  running.add(child)
  closeSync(out)
  let last = 'no answer'
  while (last !== 200) {
    if (child.exitCode !== null || performance.now() - began > patience * 1000) {
      await stop({ child })
      throw new Error(`The server did not answer ${probe} (${last}):\n${tail(log)}`)
    }
    last = await get(url + probe).then(answer => answer.status, error => error.code)
    if (last !== 200) await new Promise(next => setTimeout(next, 5))
  }
  return { child, url, seconds: (performance.now() - began) / 1000, pid: child.pid }
}

export async function stop({ child }) {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM')
    const forced = setTimeout(() => child.kill('SIGKILL'), 15_000)
    await ended(child)
    clearTimeout(forced)
  }
  running.delete(child)
}

export const stopAll = () => Promise.all([...running].map(child => stop({ child })))

/** Resident memory now and at its highest, in megabytes. */
export function memory({ pid }) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = field => Number(status.match(new RegExp(`${field}:\\s+(\\d+)`))[1]) / 1024
  return { resident: megabytes('VmRSS'), highest: megabytes('VmHWM') }
}

/** Processor seconds used so far; /proc counts in hundredths. */
export function processorSeconds({ pid }) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Errors that the server logged; a right answer does not excuse them. The log, a line for each request, begins anew. */
export function complaintsIn(log, during) {
  const { stdout } = spawnSync('grep', ['-E', '^(fail|crit):|"LogLevel": *"(Error|Critical)"', log], { encoding: 'utf8' })
  const errors = stdout.split('\n').filter(Boolean)
  truncateSync(log)
  return errors.length ? [`${during}: ${errors.length} errors in the log (${errors[0].slice(0, 300)})`] : []
}

const ended = child => child.exitCode !== null || child.signalCode !== null
  ? Promise.resolve(child.exitCode)
  : new Promise((done, failed) => { child.once('exit', done); child.once('error', failed) })

const tail = log => readFileSync(log, 'utf8').split('\n').slice(-25).join('\n')

/** Waits until a server has nothing left to do: what a crowd has left behind when it went is still worked on, and whoever comes next would wait for it. */
export async function settled(server) {
  for (let tries = 0; tries < 200; tries++) {
    const used = processorSeconds(server)
    await new Promise(done => setTimeout(done, 100))
    if (processorSeconds(server) - used <= 0.02) return
  }
  throw new Error('The server does not come to rest')
}
