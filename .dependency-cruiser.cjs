/** What starts by itself: everything else in src must be reached from one of these, or it is dead. */
const ENTRIES = [
  '^src/main/electron/(main|core|preload)\\.ts$',
  '^src/main/core/opening/openingWorker\\.ts$',
  '^src/main/browserHost/createBrowserHost\\.ts$',
  '^src/renderer/entry/main\\.tsx$',
  '^src/renderer/components/files/previewWorker\\.ts$',
  '^src/portal/main\\.tsx$',
  '^src/endpoint/main\\.ts$',
  '^scripts/.*\\.ts$',
  '^bench/.*\\.ts$',
]
/** Stands in for a package by the portal's build. */
const ALIASED = '^src/portal/(absentCurves|jitless)\\.ts$'
const TESTS = '(\\.test\\.tsx?$|/testing/|^tests/)'

/** Where a folder's imports may lead (one's own folder is meant too). */
function only(name, from, allowed, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from, pathNot: TESTS },
    to: { path: '^(src|migrations|scripts|tests|bench)/', pathNot: allowed },
  }
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('shared-imports-shared', '^src/shared/', ['^src/shared/'], 'Shared code runs anywhere and knows nobody.'),
    only(
      'core-imports',
      '^src/main/core/',
      ['^src/main/core/', '^src/shared/', '^migrations/'],
      'The core knows no host.',
    ),
    only('pages-imports', '^src/main/pages/', ['^src/main/pages/'], 'What both hosts serve depends on neither.'),
    only(
      'electron-host-imports',
      '^src/main/electron/',
      ['^src/main/(electron|core|pages)/', '^src/shared/'],
      'A host knows the core and nothing else.',
    ),
    only(
      'browser-host-imports',
      '^src/main/browserHost/',
      ['^src/main/(browserHost|core|pages)/', '^src/shared/'],
      'A host knows the core and nothing else.',
    ),
    only(
      'renderer-imports',
      '^src/renderer/',
      ['^src/renderer/', '^src/shared/', '^src/portal/views/', '^src/portal/words/words\\.ts$'],
      'The desk’s pages know the contract, not the core.',
    ),
    only('portal-imports', '^src/portal/', ['^src/portal/', '^src/shared/'], 'The portal knows the contract alone.'),
    only(
      'views-imports',
      '^src/portal/views/',
      ['^src/portal/(views|words)/', '^src/shared/'],
      'The desk renders these too: data and callbacks in, nothing fetched.',
    ),
    only(
      'endpoint-imports',
      '^src/endpoint/',
      ['^src/endpoint/', '^src/shared/', '^migrations/'],
      'The endpoint is blind.',
    ),
    only('migrations-imports', '^migrations/', ['^migrations/', '^src/endpoint/db/', '^src/shared/'], 'SQL alone.'),
    {
      name: 'no-node-in-pages',
      comment: 'What runs in a page, or anywhere, has no Node.',
      severity: 'error',
      from: { path: '^src/(shared|renderer|portal)/', pathNot: [TESTS, 'vite\\.config\\.ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-in-its-folder',
      comment: 'Elsewhere a value import of electron starts a download.',
      severity: 'error',
      from: { pathNot: '^src/main/electron/' },
      to: { path: '^node_modules/electron/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'age-in-the-envelope',
      comment: 'One place seals and opens.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: ['^src/shared/envelope/', TESTS] },
      to: { path: '^node_modules/age-encryption/' },
    },
    {
      name: 'no-dev-dependency-in-src',
      comment: 'It would be missing where the program runs.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: [TESTS, 'vite\\.config\\.ts$'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only', 'npm'],
        pathNot: ['^node_modules/(electron|@types|preact)/'],
      },
    },
    {
      name: 'no-tests-in-src',
      comment: 'Nothing that runs leans on a test.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      // A circle that a dynamic import closes has no order of loading to get wrong.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^(src|migrations|scripts)/' },
      to: { couldNotResolve: true, pathNot: ['\\.css$', '\\.svg$', '^virtual:'] },
    },
    {
      name: 'no-dead-file',
      comment: 'Nothing that starts by itself comes here: unused code.',
      severity: 'error',
      from: { path: ENTRIES },
      to: {
        path: '^(src|migrations)/',
        pathNot: [TESTS, ...ENTRIES, 'vite\\.config\\.ts$', '\\.d\\.ts$', ALIASED],
        reachable: false,
      },
    },
    {
      name: 'no-orphan',
      comment: 'A file that nothing imports and that imports nothing.',
      severity: 'error',
      from: { orphan: true, pathNot: [TESTS, ...ENTRIES, ALIASED, '\\.d\\.ts$', '\\.config\\.(js|ts|cjs)$'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What is built here; packages keep what they are made of in folders of the same names.
    exclude: { path: '^(out|dist|release|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts'],
    },
  },
}
