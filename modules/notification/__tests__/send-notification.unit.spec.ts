import { Modules } from "@medusajs/framework/utils"
import type { CreateNotificationDTO, MedusaContainer } from "@medusajs/framework/types"
import { SETTING_MODULE } from "../../setting"
import { sendNotification, type OutgoingNotification } from "../send-notification"
import { storefrontLink } from "../storefront-link"
import { mailSamples, smsSamples } from "../templates/samples"

type Row = { id: string; status: string; idempotency_key: string }

const mail: OutgoingNotification = {
  to: "amelia@sample.example",
  channel: "email",
  template: "verify-email",
  language: "pt",
  data: mailSamples["verify-email"],
}

/** Medusa's services as far as sending needs them. */
function world(setting?: unknown) {
  const rows: Row[] = []
  const createNotifications = jest.fn<Promise<void>, [CreateNotificationDTO]>(() =>
    Promise.resolve()
  )
  const services: Record<string, unknown> = {
    [Modules.NOTIFICATION]: {
      createNotifications,
      listNotifications: ({ idempotency_key: key }: { idempotency_key: string }) =>
        Promise.resolve(rows.filter((row) => row.idempotency_key === key)),
    },
    [SETTING_MODULE]: {
      readSetting: (key: string) =>
        Promise.resolve(setting === undefined ? undefined : { key, value: setting }),
    },
  }
  const container = { resolve: (name: string) => services[name] } as unknown as MedusaContainer
  return { container, createNotifications, rows }
}

it("what Medusa stores of a mail has no data, and so no token", async () => {
  const { container, createNotifications } = world()
  await sendNotification(container, mail)
  const [stored] = createNotifications.mock.calls[0] ?? []
  const { content, ...columns } = stored ?? {}
  expect(columns).toEqual({
    to: "amelia@sample.example",
    channel: "email",
    template: "verify-email",
  })
  expect(content?.text).toContain("?token=sample-token")
})

it("a text message has its text alone", async () => {
  const { container, createNotifications } = world()
  await sendNotification(container, {
    to: "+258841234567",
    channel: "sms",
    template: "phone-code",
    language: "en",
    data: smsSamples["phone-code"],
  })
  expect(createNotifications.mock.calls[0]?.[0].content).toEqual({
    text: expect.stringContaining("123456"),
  })
})

it.each([
  ["Horta", "Horta"],
  [7, "Txova"],
])("a marketplace named %j is called %s", async (setting, name) => {
  const { container, createNotifications } = world(setting)
  await sendNotification(container, mail)
  expect(createNotifications.mock.calls[0]?.[0].content?.text).toContain(`conta na ${name}`)
})

describe("under a key", () => {
  const keyed = { ...mail, idempotencyKey: "verify-email:1" }

  it.each(["success", "pending"])("a mail of status %s is not sent again", async (status) => {
    const { container, createNotifications, rows } = world()
    rows.push({ id: "noti_1", status, idempotency_key: "verify-email:1" })
    await sendNotification(container, keyed)
    expect(createNotifications).not.toHaveBeenCalled()
  })

  it("a mail that failed is sent again, on its row", async () => {
    const { container, createNotifications, rows } = world()
    rows.push({ id: "noti_1", status: "failure", idempotency_key: "verify-email:1" })
    await sendNotification(container, keyed)
    expect(createNotifications.mock.calls[0]?.[0]).toMatchObject({
      id: "noti_1",
      idempotency_key: "verify-email:1",
    })
  })

  it("a mail that another call sends at the same time is left to it", async () => {
    const { container, createNotifications, rows } = world()
    createNotifications.mockImplementation(() => {
      rows.push({ id: "noti_2", status: "pending", idempotency_key: "verify-email:1" })
      return Promise.reject(new Error("already exists"))
    })
    await expect(sendNotification(container, keyed)).resolves.toBeUndefined()
  })

  it("a mail that nobody takes is an error", async () => {
    const { container, createNotifications, rows } = world()
    createNotifications.mockImplementation(() => {
      rows.push({ id: "noti_2", status: "failure", idempotency_key: "verify-email:1" })
      return Promise.reject(new Error("not taken"))
    })
    await expect(sendNotification(container, keyed)).rejects.toThrow("not taken")
  })
})

it.each([
  ["https://txova.example", "/verify-email", "https://txova.example/verify-email?token=a%2Bb"],
  ["https://txova.example/loja/", "reset", "https://txova.example/loja/reset?token=a%2Bb"],
])("a link below %s to %s is %s", (STOREFRONT_URL, page, expected) => {
  expect(storefrontLink(page, { token: "a+b" }, { STOREFRONT_URL })).toBe(expected)
})
