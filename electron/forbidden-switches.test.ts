import { expect, test } from 'vitest'
import { refuseForbiddenSwitches } from './forbidden-switches.ts'

const refuse = (...switches: string[]) => refuseForbiddenSwitches((name) => switches.includes(name))

test('what takes a lock away is named', () => {
  expect(() => refuse('no-sandbox', 'remote-debugging-port', 'lang')).toThrow(
    'The wall does not start with --no-sandbox, --remote-debugging-port: it takes a lock away. Leave it out.',
  )
})

test('what changes no lock is none of its business', () => {
  expect(() => refuse('lang', 'disable-gpu', 'ozone-platform', 'force-device-scale-factor')).not.toThrow()
})
