/**
 * The arrows of the architecture: see docs/ARCHITECTURE.md. "Outside" is what the
 * program talks to: databases, files, sockets, frameworks.
 */

const testFiles = "(^|/)__tests__/|\\.spec\\.ts$"

/** Node's own modules that do no I/O and hold no state. */
const pureNodeModules = "^(node:)?(assert|crypto|util|url|querystring|string_decoder)$"

/** Packages that compute and do nothing else. */
const purePackages =
  "(^|/)node_modules/(zod|fast-check|otpauth|libphonenumber-js|@zxcvbn-ts/[^/]+)/"

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      comment:
        "Files that need each other are one file, or lack a third. Types may refer to each other.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "Nobody imports this file, and it is no entry point.",
      from: {
        orphan: true,
        pathNot: [
          testFiles,
          "\\.d\\.ts$",
          "^src/server\\.ts$",
          "^medusa-config\\.ts$",
          "^src/(api|admin|jobs|links|subscribers|workflows)/",
          "^modules/[^/]+/(index\\.ts|models/|migrations/)",
          "^tools/",
        ],
      },
      to: {},
    },
    {
      name: "not-to-unresolvable",
      severity: "error",
      comment: "The import leads nowhere.",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "not-to-dev-dependency",
      severity: "error",
      comment: "The image holds production dependencies only.",
      from: { path: "^(src|modules|migrations)/|^medusa-config", pathNot: testFiles },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: "(^|/)node_modules/@types/",
      },
    },
    {
      name: "not-to-tests-or-tools",
      severity: "error",
      comment: "What serves knows nothing of tests, benchmarks and tools.",
      from: { path: "^(src|modules|migrations)/|^medusa-config", pathNot: testFiles },
      to: { path: `^(tools|benchmarks|integration-tests)/|${testFiles}` },
    },

    {
      name: "rules-are-pure/node",
      severity: "error",
      comment: "rules/ takes values and returns values: no files, sockets or processes.",
      from: { path: "/rules/", pathNot: testFiles },
      to: { dependencyTypes: ["core"], pathNot: pureNodeModules },
    },
    {
      name: "rules-are-pure/packages",
      severity: "error",
      comment: "rules/ knows no database, server or framework; of Medusa only types and BigNumber.",
      from: { path: "/rules/", pathNot: testFiles },
      to: {
        path: "(^|/)node_modules/",
        pathNot: [
          purePackages,
          "(^|/)node_modules/@medusajs/framework/dist/(types|utils)/",
          "(^|/)node_modules/@medusajs/(types|utils)/",
        ],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "rules-are-pure/project",
      severity: "error",
      comment: "rules/ builds on other rules, on types of its module and on src/lib.",
      from: { path: "/rules/", pathNot: testFiles },
      to: {
        path: "^(src|modules|migrations)/",
        pathNot: ["/rules/", "^src/lib/(?!env\\.ts)"],
        dependencyTypesNot: ["type-only"],
      },
    },

    {
      name: "modules-stand-alone",
      severity: "error",
      comment: "A module is the domain: of src it knows src/lib alone.",
      from: { path: "^modules/", pathNot: testFiles },
      to: { path: "^src/", pathNot: "^src/lib/" },
    },
    {
      name: "lib-is-the-ground",
      severity: "error",
      comment: "src/lib imports nothing of the project but itself.",
      from: { path: "^src/lib/", pathNot: testFiles },
      to: { path: "^(src|modules|migrations|tools)/|^medusa-config", pathNot: "^src/lib/" },
    },
    {
      name: "http-knows-no-domain",
      severity: "error",
      comment: "The front layer serves every door alike: of the project it knows src/lib alone.",
      from: { path: "^src/http/", pathNot: testFiles },
      to: { path: "^(src|modules|migrations|tools)/|^medusa-config", pathNot: "^src/(http|lib)/" },
    },
    {
      name: "v1-stays-thin",
      severity: "error",
      comment: "/v1 parses and presents: the work is in modules and workflows.",
      from: { path: "^src/v1/", pathNot: testFiles },
      to: {
        path: "^(src|migrations|tools)/|^medusa-config",
        pathNot: "^src/(v1|lib|http|workflows|identity|auth|payments)/",
      },
    },
    {
      name: "v1-resources-stay-apart",
      severity: "error",
      comment: "What two resources of /v1 need is in src/v1/shared.",
      from: { path: "^src/v1/([^/]+)/", pathNot: testFiles },
      to: { path: "^src/v1/", pathNot: "^src/v1/($1|shared|plugins)/|^src/v1/context\\.ts$" },
    },

    {
      name: "only-the-read-model-writes-mongo",
      severity: "error",
      comment:
        "The rest asks ReadModel: what is written beside the projector is overwritten by it.",
      from: {
        pathNot: [testFiles, "^modules/read-model/", "^tools/", "^(integration-tests|benchmarks)/"],
      },
      to: {
        path: "^modules/read-model/mongo/(connection|write)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "only-the-read-model-opens-mongo",
      severity: "error",
      comment:
        "Types may be imported anywhere. Reads need ObjectId and the errors, each in one file.",
      from: {
        path: "^(src|modules|migrations)/",
        pathNot: [
          testFiles,
          "^modules/read-model/",
          "^src/v1/shared/(object-ids|read-model-answer)\\.ts$",
        ],
      },
      to: {
        path: "(^|/)node_modules/(mongoose|mongodb)/",
        dependencyTypesNot: ["type-only"],
      },
    },
  ],

  options: {
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "^(\\.medusa|\\.data|coverage)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["require", "node", "types", "default"],
    },
    skipAnalysisNotInRules: true,
  },
}
