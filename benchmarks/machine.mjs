import { execFileSync } from 'node:child_process'
import os from 'node:os'

const said = (command, ...args) => execFileSync(command, args, { encoding: 'utf8', cwd: import.meta.dirname }).trim()

/** Where and on what the figures were taken. */
export function machine() {
  const commit = said('git', 'rev-parse', '--short', 'HEAD')
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
    commit: said('git', 'status', '--porcelain') ? `${commit} with changes` : commit,
    processor: `${os.cpus()[0].model.trim()}, ${os.availableParallelism()} cores`,
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GB`,
    system: `${os.type()} ${os.release()}`,
    dotnet: said('dotnet', '--list-runtimes').match(/Microsoft\.AspNetCore\.App (10\.\S+)/)?.[1] ?? 'unknown',
    load: os.loadavg()[0].toFixed(2)
  }
}
