import { join, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { resolveAsset } from './resolve-asset.ts'

const root = `${sep}srv${sep}renderer`

describe('resolveAsset', () => {
  test('serves files of the folder with the type of their ending', () => {
    expect(resolveAsset(root, '/assets/index-1.js')).toEqual({
      file: join(root, 'assets', 'index-1.js'),
      contentType: 'text/javascript; charset=utf-8',
    })
    expect(resolveAsset(root, '/cesium/Assets/a.PNG')?.contentType).toBe('image/png')
    expect(resolveAsset(root, '/unknown.bin')?.contentType).toBe('application/octet-stream')
  })
  test('a folder is its index', () => {
    expect(resolveAsset(root, '/')?.file).toBe(join(root, 'index.html'))
  })
  test('decodes what a page encodes', () => {
    expect(resolveAsset(root, '/%E5%9C%B0%E5%9B%BE.svg')?.file).toBe(join(root, '地图.svg'))
  })
  test.each([
    '/../secret',
    '/assets/../../secret',
    '/%2e%2e/secret',
    '/%2e%2e%2fsecret',
    '/..%5csecret',
    '/../renderer-of-another/index.html',
    '/C:/windows/system.ini',
    '/a%00.html',
    '/%E5%9C',
  ])('refuses %s', (path) => {
    expect(resolveAsset(root, path)).toBeUndefined()
  })
})
