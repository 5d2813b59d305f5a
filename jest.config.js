/** Angle brackets are casts and generics in .ts, elements in .tsx: each has its own parser. */
function swc(tsx) {
  return [
    "@swc/jest",
    {
      jsc: {
        parser: { syntax: "typescript", tsx, decorators: true },
        transform: {
          legacyDecorator: true,
          decoratorMetadata: true,
          react: { runtime: "automatic" },
        },
        target: "es2022",
      },
      module: { type: "commonjs" },
      sourceMaps: "inline",
    },
  ]
}

const shared = {
  rootDir: __dirname,
  testEnvironment: "node",
  moduleFileExtensions: ["ts", "tsx", "js", "json"],
  transform: { "^.+\\.ts$": swc(false), "^.+\\.tsx$": swc(true) },
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/.medusa/", "<rootDir>/.data/"],
  // The build's copy of package.json has the same name as the project's.
  modulePathIgnorePatterns: ["<rootDir>/.medusa/", "<rootDir>/.data/"],
}

/** `npm test` starts the databases that `int` and `server` need; `unit` runs without. */
module.exports = {
  maxWorkers: 2,
  // Heeded here alone: Jest passes over a project's own.
  testTimeout: 120_000,
  projects: [
    { ...shared, displayName: "unit", testMatch: ["**/__tests__/**/*.unit.spec.{ts,tsx}"] },
    { ...shared, displayName: "int", testMatch: ["**/__tests__/**/*.int.spec.ts"] },
    {
      ...shared,
      displayName: "server",
      testMatch: ["<rootDir>/integration-tests/!(alone)/**/*.spec.ts"],
    },
    // What takes the time of answers: run one by one, with nothing beside.
    {
      ...shared,
      displayName: "alone",
      testMatch: ["<rootDir>/integration-tests/alone/**/*.spec.ts"],
    },
  ],
}
