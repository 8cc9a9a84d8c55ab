// Plain JavaScript on purpose: it runs on whatever Node there is, and starts the script on one that reads
// TypeScript. Such a Node comes with `npm ci`, by the install script of the package `node`.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [name, ...args] = process.argv.slice(2)
const script = new URL(`./${name}.ts`, import.meta.url)
const root = new URL('../../', import.meta.url)
const [major = 0] = process.versions.node.split('.').map(Number)

if (major >= 24) {
  process.argv.splice(1, 2, fileURLToPath(script))
  await import(script.href)
} else {
  const newer = fileURLToPath(new URL('node_modules/node/bin/node', root))
  if (!existsSync(newer)) {
    console.error(
      `Нужен Node 24, а это Node ${process.versions.node}. Выполните «npm ci» (без --ignore-scripts): он поставит его рядом.`,
    )
    process.exit(70)
  }
  // heard before there is a child: nobody may end this process alone
  let child
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child?.kill(signal))
  child = spawn(newer, [fileURLToPath(script), ...args], { stdio: 'inherit' })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 128 : 1)
  })
}
