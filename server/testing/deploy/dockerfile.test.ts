import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { validate, ValidationSeverity } from 'dockerfile-utils'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../..')
const files = globSync('docker/*/Dockerfile', { cwd: root }).toSorted((a, b) => a.localeCompare(b))

/** Instructions with continued lines joined and comments gone. */
const instructions = (text: string): string[] =>
  text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

test('every image of the composition has its Dockerfile', () => {
  expect(files).toEqual(['docker/app/Dockerfile', 'docker/asterisk/Dockerfile', 'docker/nginx/Dockerfile'])
})

describe.each(files)('%s', (file) => {
  const text = readFileSync(path.join(root, file), 'utf8')
  const lines = instructions(text)
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')))

  test('the linter has nothing to say', () => {
    const found = validate(text, { instructionWorkdirRelative: ValidationSeverity.ERROR })
    expect(found.map(({ range, message }) => [range.start.line + 1, message])).toEqual([])
  })

  test('is made from images of a fixed version', () => {
    for (const from of lines.filter((line) => line.startsWith('FROM '))) {
      const image = from.split(/\s+/)[1] ?? ''
      expect(image).toMatch(/:(\d+\.\d+[\w.-]*|[a-z]+-\d{8}-slim|sid-\d{8}-slim)$/)
    }
  })

  test('runs as somebody who is not root, with a health check', () => {
    const user = last.findLast((line) => line.startsWith('USER '))
    expect(user).toMatch(/^USER (?!root\b|0\b)\S+/)
    expect(last.some((line) => line.startsWith('HEALTHCHECK '))).toBe(true)
  })

  test('copies files and leaves no package lists behind', () => {
    expect(lines.filter((line) => line.startsWith('ADD '))).toEqual([])
    for (const line of lines.filter((one) => one.includes('apt-get install'))) {
      expect(line).toContain('--no-install-recommends')
      expect(line).toContain('rm -rf /var/lib/apt/lists/*')
    }
    expect(text).not.toMatch(/\b(curl|wget)\b[^\n]*\|\s*(ba)?sh/)
  })

  test('no process of it can gain privileges', () => {
    expect(last.find((line) => line.startsWith('ENTRYPOINT '))).toMatch(
      /^ENTRYPOINT \["setpriv", "--no-new-privs", "\//,
    )
  })

  test('starts in the exec form, so that signals arrive', () => {
    for (const line of last.filter((one) => /^(CMD|ENTRYPOINT) /.test(one)))
      expect(line).toMatch(/^\w+ \[".*"\]$/)
  })
})
