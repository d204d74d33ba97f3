/** The import rules of docs/architecture.md, checked by `npm run check`. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: '^(domain|core|electron|kiosk|renderer|gateway|proto|e2e|bench|scripts)/', pathNot: allowed },
})
const importers = (name, pkg, allowed) => ({
  name,
  comment: `${pkg} has named importers, so that it can be replaced and reasoned about in one place.`,
  severity: 'error',
  from: { path: '^(domain|core|electron|kiosk|renderer|gateway)/', pathNot: `(${allowed}|\\.test\\.ts$)` },
  to: { path: `^node_modules/${pkg}/` },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, pathNot: '^node_modules' } },
    only('domain-alone', '^domain/', '^domain/', 'The domain is pure: it imports itself only.'),
    {
      name: 'domain-no-packages',
      severity: 'error',
      from: { path: '^domain/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    only(
      'core-inward',
      '^core/',
      '^(core|domain|proto/gen)/',
      'The core knows no host, no view and no gateway.',
    ),
    only('electron-composes', '^electron/', '^(electron|core|domain)/', 'A host composes.'),
    only('kiosk-composes', '^kiosk/', '^(kiosk|core|domain)/', 'A host composes.'),
    only(
      'renderer-domain-only',
      '^renderer/',
      '^(renderer|domain)/',
      'A view knows the contract, not the engine.',
    ),
    only(
      'gateway-shares-nothing',
      '^gateway/',
      '^(gateway|proto/gen)/|^domain/(assert|clock)\\.ts$',
      'A protocol fault must not hide on both sides: the gateway shares no model, decoding or SLA code.',
    ),
    {
      name: 'electron-only-in-its-host',
      severity: 'error',
      from: { pathNot: '^(electron|e2e|scripts)/' },
      to: { path: '^(node_modules/)?electron($|/)', pathNot: '^electron/' },
    },
    importers(
      'grpc-in-few-places',
      '@grpc/grpc-js',
      '^core/(watch/grpc-(source|channel)|outbox/grpc-commands|identity/grpc-identity)\\.ts$|^gateway/',
    ),
    importers('sqlite-in-two-places', 'better-sqlite3', '^core/store/sqlite\\.ts$|^gateway/log/sqlite\\.ts$'),
    importers('ws-in-one-place', 'ws', '^kiosk/ws-port\\.ts$'),
    importers('echarts-in-one-place', 'echarts', '^renderer/lib/echarts\\.ts$'),
    importers('cesium-in-one-place', '@?cesium', '^renderer/lib/cesium\\.ts$'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.vue', '.js', '.mjs'] },
  },
}
