import { parse } from "yaml"
import { z } from "zod"

const service = z.object({
  image: z.string().optional(),
  build: z.unknown().optional(),
  restart: z.string().optional(),
  healthcheck: z.object({ disable: z.boolean().optional() }).loose().optional(),
  environment: z.record(z.string(), z.unknown()).default({}),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
})

const file = z.object({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.unknown()).default({}),
})

type Service = z.infer<typeof service>

/** A service that ends when its work is done. */
function isOneShot({ restart }: Service): boolean {
  return restart === "no"
}

/** Volumes that have a name, among mounts such as `data:/data`. */
function namedVolumes({ volumes }: Service): string[] {
  return volumes.map((mount) => mount.split(":")[0] ?? "").filter((name) => /^[\w-]+$/.test(name))
}

function dependencyProblems(one: Service, services: Record<string, Service>): string[] {
  return Object.entries(one.depends_on).flatMap(([name, { condition }]) => {
    const target = services[name]
    if (target === undefined) {
      return [`depends on ${name}, which there is not`]
    }
    const wanted = isOneShot(target) ? "service_completed_successfully" : "service_healthy"
    return condition === wanted ? [] : [`must wait for ${name} with ${wanted}`]
  })
}

function storeProblems(one: Service): string[] {
  const tagged = /:(?!latest)[^/]+$/.test(one.image ?? "")
  return [
    ...(tagged ? [] : [`has an image without a tag that stays: ${one.image ?? "none"}`]),
    ...(one.healthcheck === undefined ? ["has no healthcheck"] : []),
    ...(namedVolumes(one).length > 0 ? [] : ["keeps its data on no named volume"]),
  ]
}

function appProblems(
  one: Service,
  known: ReadonlySet<string>,
  required: ReadonlySet<string>
): string[] {
  const set = Object.keys(one.environment)
  return [
    ...set
      .filter((name) => !known.has(name))
      .map((name) => `sets ${name}, unknown to src/lib/env.ts`),
    ...[...required].filter((name) => !set.includes(name)).map((name) => `does not set ${name}`),
  ]
}

/**
 * What is wrong with a docker-compose.yml of ours; nothing where it is sound.
 * Services without `build` are stores; those with it run the program, whose image
 * has a health check of its own.
 *
 * @param known names the program reads
 * @param required those it does not start without
 */
export function composeProblems(
  text: string,
  known: ReadonlySet<string>,
  required: ReadonlySet<string>
): string[] {
  const { services, volumes } = file.parse(parse(text, { merge: true }))
  const used = new Set(Object.values(services).flatMap(namedVolumes))
  const declared = Object.keys(volumes)
  return [
    ...Object.entries(services).flatMap(([name, one]) =>
      [
        ...(one.build === undefined ? storeProblems(one) : appProblems(one, known, required)),
        ...(one.build !== undefined && !isOneShot(one) && one.healthcheck?.disable === true
          ? ["switches its health check off"]
          : []),
        ...(one.restart === undefined ? ["says nothing of restarts"] : []),
        ...dependencyProblems(one, services),
      ].map((problem) => `${name} ${problem}`)
    ),
    ...[...used]
      .filter((name) => !declared.includes(name))
      .map((name) => `volume ${name} is not declared`),
    ...declared.filter((name) => !used.has(name)).map((name) => `volume ${name} is not used`),
  ]
}
