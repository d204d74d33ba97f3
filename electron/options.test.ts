import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseHostOptions } from './options.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'fiveten-options-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const parse = (...argv: string[]) => parseHostOptions(argv, dir)

describe('parseHostOptions', () => {
  test('without arguments it is a kiosk on this machine', () => {
    expect(parse()).toMatchObject({ windowed: false, devTools: false, display: { name: 'wall' } })
    expect(parse()).not.toHaveProperty('dataDir')
  })
  test('takes ours among the switches of Chromium', () => {
    expect(
      parse(
        '--no-sandbox',
        '--remote-debugging-port=0',
        '.',
        '--gateway=10.0.0.7:9000',
        '--data',
        'wall',
        '--windowed',
      ),
    ).toMatchObject({
      gateway: '10.0.0.7:9000',
      dataDir: resolve(dir, 'wall'),
      windowed: true,
      devTools: true,
    })
  })
  test('takes the files of TLS together, or not at all', () => {
    expect(parse('--tls-ca=ca.pem', '--tls-cert=wall.pem', '--tls-key=wall.key').tls).toEqual({
      caFile: resolve(dir, 'ca.pem'),
      certFile: resolve(dir, 'wall.pem'),
      keyFile: resolve(dir, 'wall.key'),
    })
    expect(parse()).not.toHaveProperty('tls')
    expect(() => parse('--tls-cert=wall.pem', '--tls-key=wall.key')).toThrow('belong together')
  })
  test('takes an address of IPv6', () => {
    expect(parse('--gateway=[::1]:9000').gateway).toBe('[::1]:9000')
  })
  test.each(['localhost', 'http://host:80', 'host:70000', ':80', 'a b:80'])(
    'refuses the gateway %s in a sentence',
    (it) => {
      expect(() => parse(`--gateway=${it}`)).toThrow(/--gateway.*\.$/)
    },
  )
  test('refuses an option without its value', () => {
    expect(() => parse('--gateway')).toThrow('--gateway needs an address')
    expect(() => parse('--data')).toThrow('--data needs a path')
  })
  test('takes a layout from where it was started', () => {
    expect(parse('--layout=wall.json').layoutFile).toBe(resolve(dir, 'wall.json'))
    expect(parse()).not.toHaveProperty('layoutFile')
  })
  test('reads the display file', () => {
    writeFileSync(join(dir, 'display.json'), '{"name":"left","widthMm":3200,"distanceMm":8000}')
    expect(parse('--display-config=display.json').display).toEqual({
      name: 'left',
      widthMm: 3200,
      distanceMm: 8000,
    })
  })
  test('names the file and the field that cannot be used', () => {
    writeFileSync(join(dir, 'bad.json'), '{"name":"left","widthMm":-1,"distanceMm":8000}')
    expect(() => parse('--display-config=bad.json')).toThrow(/bad\.json must hold .* \(widthMm: /)
    expect(() => parse('--display-config=none.json')).toThrow(/none\.json cannot be used/)
  })
})
