/**
 * Who may import whom. Each rule has a planted violation under test/architecture/violations/ that it alone must report.
 * docs/architecture/overview.md tells the same in words.
 */

/** Code that proves other code: it may reach everywhere, and nothing of the product may reach it. */
const TESTS = '(\\.spec\\.ts$|\\.fixtures?\\.ts$|^test/|^libs/adapters/[^/]+-(contract|test-server)/)';
const CONTEXT = '^libs/contexts/([^/]+)/';
const PURE_KERNEL = '^libs/kernel/(?!recording/|read-models/)';
const NEST = '(^|/)node_modules/@nestjs/';
const PACKAGES = ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

/** A rule that an import from `from` to `to` breaks. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** The product's own files in these places: specs and fixtures may reach further. */
const code = (path, ...besides) => ({ path, pathNot: [TESTS, ...besides] });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    // Domains
    forbid(
      'domain-knows-itself-and-the-kernel',
      "A decision rests on its command and its record's own events, nothing else: domain/ imports its own folder and the pure door of the kernel.",
      code(`${CONTEXT}domain/`),
      {
        path: '^(libs|apps|scripts|bench)/',
        pathNot: ['^libs/contexts/$1/domain/', '^libs/kernel/index\\.ts$', TESTS],
      },
    ),
    forbid(
      'domain-uses-no-node-built-in',
      'No clock, no chance, no file: ids, digests and time arrive in the command.',
      code(`${CONTEXT}domain/`),
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'domain-uses-no-package',
      'The rules of the trade are plain TypeScript, Nest included in what they do without.',
      code(`${CONTEXT}domain/`),
      { dependencyTypes: PACKAGES },
    ),

    // Inside a context: pages and api -> application -> domain; read-models -> domain (events); pages and api -> read-models
    forbid(
      'application-knows-the-domain-only',
      'A command handler or policy decides from streams; read models lag behind, and pages come after.',
      code(`${CONTEXT}application/`),
      { path: '^libs/contexts/$1/(pages|api|read-models)/' },
    ),
    forbid(
      'read-models-know-events-only',
      'A read model follows from events: it must not change when a rule does.',
      code(`${CONTEXT}read-models/`),
      { path: '^libs/contexts/$1/(domain|application|pages|api)/', pathNot: ['/domain/[^/]+\\.events\\.ts$'] },
    ),
    forbid(
      'pages-and-api-decide-nothing',
      'Controllers only translate: of the domain they know the words (events, commands, refusals), not the rules.',
      code(`${CONTEXT}(pages|api)/`),
      { path: '^libs/contexts/$1/domain/', pathNot: ['/domain/[^/]+\\.(events|commands|refusals)\\.ts$', TESTS] },
    ),
    forbid(
      'pages-do-not-know-the-api',
      'Both stand on the same commands and queries; neither is made of the other.',
      code(`${CONTEXT}pages/`),
      { path: '^libs/contexts/$1/api/' },
    ),
    forbid(
      'api-does-not-know-the-pages',
      'Both stand on the same commands and queries; neither is made of the other.',
      code(`${CONTEXT}api/`),
      { path: '^libs/contexts/$1/pages/' },
    ),

    // Between contexts
    forbid(
      'contexts-meet-at-the-door',
      'A context knows of another only what its index.ts offers: published events, ids, and facts by id as queries.',
      code(CONTEXT, `${CONTEXT}domain/`, '^libs/contexts/audit-trail/'),
      { path: CONTEXT, pathNot: ['^libs/contexts/$1/', '^libs/contexts/[^/]+/index\\.ts$', TESTS] },
    ),
    forbid(
      'apps-enter-contexts-by-the-door',
      'Apps compose contexts by what their index.ts offers.',
      code('^apps/', '^apps/tracker/demonstration/'),
      { path: CONTEXT, pathNot: ['^libs/contexts/[^/]+/index\\.ts$', TESTS] },
    ),
    forbid(
      'demonstration-sends-commands-only',
      'The demonstration alone sends commands of several contexts: it may enter their application/, and nothing behind it.',
      code('^apps/tracker/demonstration/'),
      { path: CONTEXT, pathNot: ['^libs/contexts/[^/]+/(index\\.ts$|application/)', TESTS] },
    ),
    forbid(
      'audit-trail-knows-no-context',
      'Contexts register their sentences with the SentenceBook, so that the trail tells of records it has never heard of. Of accounts it asks who is reading.',
      code('^libs/contexts/audit-trail/', `${CONTEXT}domain/`),
      { path: CONTEXT, pathNot: ['^libs/contexts/(audit-trail/|accounts/index\\.ts$)', TESTS] },
    ),

    // The kernel
    forbid('kernel-knows-nobody', 'Everything rests on the kernel; it rests on nothing.', code('^libs/kernel/'), {
      path: '^(libs|apps|scripts|bench)/',
      pathNot: ['^libs/kernel/', TESTS],
    }),
    forbid(
      'kernel-is-entered-by-its-doors',
      'Three doors: index.ts (pure, for domains), recording/index.ts and read-models/index.ts.',
      code('^(libs|apps)/', '^libs/kernel/', `${CONTEXT}domain/`),
      { path: '^libs/kernel/', pathNot: ['^libs/kernel/(recording/|read-models/)?index\\.ts$', TESTS] },
    ),
    forbid(
      'pure-kernel-does-not-know-the-rest',
      'What domains import must stay free of ports and stores.',
      code(PURE_KERNEL),
      { path: '^libs/kernel/(recording|read-models)/', pathNot: [TESTS] },
    ),
    forbid('pure-kernel-uses-no-node-built-in', 'Domains import it: no clock, no chance, no file.', code(PURE_KERNEL), {
      dependencyTypes: ['core'],
    }),
    forbid(
      'kernel-uses-no-package-but-the-calendar',
      'Plain TypeScript, no Nest; one maintained polyfill of Temporal for sums with dates.',
      code('^libs/kernel/'),
      { dependencyTypes: PACKAGES, pathNot: ['(^|/)node_modules/temporal-polyfill/'] },
    ),
    forbid(
      'kernel-opens-no-file-and-no-socket',
      'Storage and network lie behind ports that adapters implement.',
      code('^libs/kernel/(recording|read-models)/'),
      {
        dependencyTypes: ['core'],
        path: '^(node:)?(fs|net|tls|dgram|dns|http|https|http2|child_process|cluster)(/|$)',
      },
    ),

    // Adapters, web kit, apps
    forbid(
      'only-apps-choose-adapters',
      'Contexts and the web kit know ports; which adapter stands behind one is decided where a process is composed.',
      code('^libs/', '^libs/adapters/', '^libs/kernel/', `${CONTEXT}domain/`),
      { path: '^libs/adapters/', pathNot: [TESTS] },
    ),
    forbid(
      'adapters-know-only-the-kernel',
      'An adapter implements a port of the kernel; it is of use to any context.',
      code('^libs/adapters/'),
      { path: '^(libs/contexts|libs/web-kit|apps|scripts|bench)/' },
    ),
    forbid(
      'adapters-share-the-contract-not-code',
      'What adapters of one port have in common is their contract suite; only the SQLite driver is used by several.',
      code('^libs/adapters/([^/]+)/'),
      { path: '^libs/adapters/', pathNot: ['^libs/adapters/$1/', '^libs/adapters/sqlite/', TESTS] },
    ),
    forbid('web-kit-knows-no-context', 'Layouts and components serve every context alike.', code('^libs/web-kit/'), {
      path: '^(libs/contexts|apps|scripts|bench)/',
    }),
    forbid(
      'nobody-imports-an-app',
      'An app is where a process is composed; it stands at the top. The worker alone is made of another: it is the tracker without its door.',
      code('^(libs|apps/([^/]+))/', `${CONTEXT}domain/`, '^libs/(kernel|adapters|web-kit)/', '^apps/worker/'),
      { path: '^apps/', pathNot: ['^apps/$2/'] },
    ),
    forbid(
      'nest-stays-at-the-edge',
      'Nest wires and serves: apps/, application/, pages/, api/, queries, modules and the web kit.',
      code(
        '^libs/',
        `${CONTEXT}(domain|application|pages|api)/`,
        '^libs/kernel/',
        '^libs/web-kit/',
        '\\.(module|query)\\.ts$',
      ),
      { path: NEST },
    ),

    forbid(
      'worker-knows-the-tracker-only',
      'The worker is composed of the tracker’s record and reminders, and of nothing else.',
      code('^apps/worker/'),
      { path: '^apps/', pathNot: ['^apps/(worker|tracker)/'] },
    ),

    // Everywhere
    forbid('no-cycles', 'Two files that need each other are one file, or lack a third.', {}, { circular: true }),
    forbid(
      'product-imports-no-test-code',
      'Specs, fixtures, contract suites and test servers are for specs.',
      code('^(libs|apps|bench|scripts)/'),
      { path: TESTS },
    ),
    forbid(
      'packages-are-declared',
      'What the product imports stands in the dependencies of package.json, where the lockfile and a reader find it.',
      code('^(libs|apps)/', `${CONTEXT}domain/`, '^libs/kernel/'),
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
    forbid(
      'imports-lead-somewhere',
      'An import that cannot be found breaks at run time.',
      {},
      { couldNotResolve: true },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|^test/architecture/violations/|^bench/node_modules/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
