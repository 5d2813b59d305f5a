import { randomUUID } from "node:crypto"
import { signInAdmin, type Admin } from "../../support/admin"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

let world: World
let admin: Admin

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
})

afterAll(() => world.close())

const script =
  '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.domain)</script></svg>'

/** Uploads as the dashboard does; gives the stored file. */
async function upload(name: string, content: string): Promise<{ id: string; url: string }> {
  const answer = await admin
    .post("/admin/uploads")
    .attach("files", Buffer.from(content), name)
    .expect(200)
  return answer.body.files[0]
}

it.each(["logo.svg", "page.html", "run.js", "../../page.html"])(
  "stores %s under a random name and lets no browser run it",
  async (name) => {
    const { url } = await upload(name, script)
    expect(url).toMatch(/^\/media\/[0-9a-f-]{36}\.[a-z]+$/)
    const { headers } = await world.api.get(url).expect(200)
    expect(headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": "attachment",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    })
  }
)

it("shows an uploaded picture, until it is deleted", async () => {
  const { id, url } = await upload("Fotografia da machamba.PNG", "bytes")
  expect(url).toMatch(/\.png$/)
  const { headers } = await world.api.get(url).expect(200)
  expect(headers["content-type"]).toBe("image/png")
  await admin.delete(`/admin/uploads/${id}`).expect(200)
  await world.api.get(url).expect(404)
})

it("gives an export to admins alone", async () => {
  await admin.post("/admin/products/export").send({}).expect(202)
  const url = await until("the export is announced", async () => {
    const { rows } = await world.pool.query<{ url: string }>(
      "SELECT data->'file'->>'url' AS url FROM notification WHERE data->'file' IS NOT NULL"
    )
    return rows[0]?.url
  })
  expect(url).toMatch(/^\/admin\/private-files\/private-[0-9a-f-]{36}\.csv$/)

  const file = await admin.get(url).responseType("blob").expect(200)
  expect(file.headers["content-disposition"]).toMatch(/^attachment; filename="private-/)
  expect((file.body as Buffer).toString()).toContain("Product Handle")
  await world.api.get(url).expect(401)
  await world.api.get(url.replace("/admin/private-files", "/media")).expect(404)
  await admin.get(`/admin/private-files/private-${randomUUID()}.csv`).expect(404)
  await admin.get("/admin/private-files/..%2foutbox").expect(404)
})
