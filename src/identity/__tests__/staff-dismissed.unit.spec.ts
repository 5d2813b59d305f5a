import staffDismissed, { config } from "../../subscribers/staff-dismissed"

type Arguments = Parameters<typeof staffDismissed>[0]

const event = { name: "user.deleted", data: { id: "user_1" }, metadata: {} }

/** A container that has the context, or, as in a tool's process, has none. */
const argumentsWith = (context: unknown) =>
  ({ event, container: { resolve: () => context }, pluginOptions: {} }) as unknown as Arguments

describe("when Medusa says that a user was deleted", () => {
  it("whoever was that user is dismissed", async () => {
    const asked: unknown[][] = []
    const query = (_text: string, values: unknown[]) => {
      asked.push(values)
      return Promise.resolve({ rows: [] })
    }
    await staffDismissed(argumentsWith({ pool: { query } }))
    expect(config.event).toBe("user.deleted")
    expect(asked).toEqual([["user_1"], ["user_1"]])
  })

  it("a process without accounts does nothing", async () => {
    await expect(staffDismissed(argumentsWith(undefined))).resolves.toBeUndefined()
  })
})
