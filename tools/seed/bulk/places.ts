type Province = {
  name: string
  /** About its middle, in decimal degrees; negative is south. */
  latitude: number
  longitude: number
  /** Postal code of its capital. */
  zipCode: string
  districts: string
}

const provinces: Province[] = [
  {
    name: "Maputo",
    latitude: -25.9,
    longitude: 32.4,
    zipCode: "1114",
    districts: "Boane, Namaacha, Matutuíne, Moamba, Magude, Manhiça, Marracuene, Matola",
  },
  {
    name: "Gaza",
    latitude: -24.6,
    longitude: 33.3,
    zipCode: "1200",
    districts:
      "Xai-Xai, Chókwè, Bilene, Chibuto, Guijá, Mandlakazi, Massingir, Mabalane, Chicualacuala, Chongoene",
  },
  {
    name: "Inhambane",
    latitude: -23.4,
    longitude: 35.1,
    zipCode: "1300",
    districts:
      "Maxixe, Inharrime, Zavala, Jangamo, Morrumbene, Massinga, Vilankulo, Inhassoro, Homoíne, Panda, Funhalouro, Mabote",
  },
  {
    name: "Sofala",
    latitude: -18.9,
    longitude: 34.6,
    zipCode: "2100",
    districts:
      "Dondo, Nhamatanda, Búzi, Gorongosa, Marromeu, Caia, Chemba, Maringué, Muanza, Machanga, Chibabava",
  },
  {
    name: "Manica",
    latitude: -19.2,
    longitude: 33.3,
    zipCode: "2200",
    districts:
      "Chimoio, Gondola, Sussundenga, Báruè, Mossurize, Macate, Vanduzi, Guro, Tambara, Machaze",
  },
  {
    name: "Tete",
    latitude: -15.6,
    longitude: 33.2,
    zipCode: "2300",
    districts:
      "Angónia, Tsangano, Moatize, Macanga, Chifunde, Zumbo, Marávia, Mutarara, Changara, Chiuta, Mágoè, Doa",
  },
  {
    name: "Zambézia",
    latitude: -16.7,
    longitude: 37.0,
    zipCode: "2400",
    districts:
      "Quelimane, Nicoadala, Namacurra, Mocuba, Gurúè, Alto Molócuè, Milange, Lugela, Pebane, Gilé, Morrumbala, Mopeia, Namarroi",
  },
  {
    name: "Nampula",
    latitude: -15.1,
    longitude: 39.2,
    zipCode: "3100",
    districts:
      "Nacala, Monapo, Meconta, Mogovolas, Ribáuè, Malema, Moma, Angoche, Mossuril, Murrupula, Lalaua, Mecubúri, Memba, Rapale",
  },
  {
    name: "Cabo Delgado",
    latitude: -12.9,
    longitude: 39.5,
    zipCode: "3200",
    districts:
      "Pemba, Montepuez, Chiúre, Ancuabe, Mueda, Namuno, Balama, Metuge, Mecúfi, Quissanga",
  },
  {
    name: "Niassa",
    latitude: -13.3,
    longitude: 36.0,
    zipCode: "3300",
    districts:
      "Lichinga, Cuamba, Mandimba, Sanga, Muembe, Ngaúma, Mecanhelas, Majune, Maúa, Marrupa, Chimbunila",
  },
]

export type Place = Omit<Province, "name" | "districts"> & { district: string; province: string }

/** Districts of Mozambique with their province. */
export const places: Place[] = provinces.flatMap(({ name, districts, ...province }) =>
  districts.split(", ").map((district) => ({ ...province, district, province: name }))
)
