// Makes a database of the replaced application with its uploads, from the description of its tables, with people who do
// not exist. Used by scripts/bench-backup.mjs.
import { execFileSync } from "node:child_process";
import { createCipheriv, createHash, createHmac, randomBytes, scryptSync } from "node:crypto";
import { linkSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";

/** Its ENCRYPTION_KEY. */
export const OLD_KEY = "an old key, with a comma";

/** A value as it was encrypted there: Fernet, with the hash of the key. */
function sealed(text) {
  const key = createHash("sha256").update(OLD_KEY).digest();
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-128-cbc", key.subarray(16), iv);
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(1_709_287_200n);
  const token = Buffer.concat([Buffer.from([0x80]), moment, iv, cipher.update(text), cipher.final()]);
  const seal = createHmac("sha256", key.subarray(0, 16)).update(token).digest();
  return Buffer.concat([token, seal]).toString("base64").replaceAll("+", "-").replaceAll("/", "_");
}

/** A hash as Werkzeug writes it; everybody has the same password. */
function passwordHash() {
  const salt = "saltsaltsaltsalt";
  const hash = scryptSync("ancien mot de passe 7", salt, 64, { N: 32768, r: 8, p: 1, maxmem: 128 << 20 });
  return `scrypt:32768:8:1$${salt}$${hash.toString("hex")}`;
}

/** A CV that the first look at a file takes for one. */
function pdf(length) {
  const [begin, end] = ["%PDF-1.7\nCV\n", "\nstartxref\n9\n%%EOF\n"];
  return begin + " ".repeat(length - begin.length - end.length) + end;
}

const CRCS = Int32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function chunk(kind, data) {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length);
  bytes.write(kind, 4);
  bytes.set(data, 8);
  let crc = -1;
  for (let at = 4; at < data.length + 8; at++) crc = CRCS[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
  bytes.writeInt32BE(~crc, data.length + 8);
  return bytes;
}

/** A picture as large as phones send them after a messenger made them smaller: shades and stripes, as PNG. */
function picture(number) {
  const [width, height] = [1200, 1600];
  const pixels = Buffer.alloc(height * (width * 3 + 1));
  for (let [y, at] = [0, 0]; y < height; y++) {
    at++;
    for (let x = 0; x < width; x++, at += 3) {
      const stripe = (((x + y * number) >> 5) & 3) * 20;
      pixels[at] = (x >> 3) + stripe;
      pixels[at + 1] = (y >> 4) + stripe;
      pixels[at + 2] = (number * 12 + ((x * y) >> 14)) & 255;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const begin = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([begin, chunk("IHDR", header), chunk("IDAT", deflateSync(pixels)), chunk("IEND", Buffer.alloc(0))]);
}

/** So many different ones. */
const PICTURES = 10;

const CITIES = ["RAB", "CAS", "FES", "TNG", "AGA", "MAR"];
/** Four digits of a code are enough for so many people of a place. */
const IN_A_CITY = 9000;

const text = (value) => (value === null ? "NULL" : typeof value === "number" ? String(value) : `'${String(value).replaceAll("'", "''")}'`);
const insert = (table, row) => `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.values(row).map(text).join(", ")});\n`;

function user(number, hash, photo) {
  const city = Math.floor((number - 1) / IN_A_CITY);
  const row = {
    id: number, unique_code: `MA${CITIES[city]}${String(((number - 1) % IN_A_CITY) + 1).padStart(4, "0")}F`,
    first_name: `Ancienne${number}`, last_name: `Exemple${number}`, email: `ancien${number}@example.org`, password_hash: hash,
    date_of_birth: "1990-02-28", gender: "F", country_id: 1, city_id: city + 1, photo_filename: photo(),
    cv_filename: number % 5 === 0 ? "cv.pdf" : null, portfolio_url: `https://example.org/p${number}`, bio: `Bonjour ${number}`,
    years_experience: number % 20, profile_score: 70, availability: "Temps plein", work_mode: "hybrid", rate_range: "150 DH/h",
    languages: "Français, Darija (Arabe marocain)", education: "Licence", is_admin: 0, account_active: 1,
    created_at: "2024-03-01 10:00:00.000000", updated_at: "2025-01-01 10:00:00.000000", phone_encrypted: sealed(phone(number)),
    whatsapp_encrypted: sealed("0612345678"), address_encrypted: sealed(`${number} rue de l’Exemple`),
    passport_number_encrypted: sealed(passport(number)), instagram_encrypted: sealed(`@ancienne${number}`),
  };
  return insert("users", row) + `INSERT INTO user_talents VALUES (${number}, 1), (${number}, 2);\n`;
}

/** Of somebody who is a user too, if `joined`: then both say the same. */
function cinema(number, joined, photo) {
  const of = joined ? number : 500_000 + number;
  const email = joined ? `ancien${number}@example.org` : `film${number}@example.org`;
  return insert("cinema_talents", {
    id: number, first_name: `Film${number}`, last_name: `Exemple${number}`, gender: "F", date_of_birth: "1990-02-28",
    id_document_type: "passport", id_document_number_encrypted: sealed(passport(of)), ethnicities: '["Berbère", "Arabe"]',
    country_of_origin: "Maroc", nationality: "Marocaine", country_of_residence: "Maroc", city_of_residence: "Rabat",
    languages_spoken: '["Français", "Anglais"]', years_of_experience: 3, talent_types: '["Acteur/Actrice Principal(e)", "Voix Off"]',
    eye_color: "Marron", hair_color: "Brun", hair_type: "Bouclés", skin_tone: "Mat", build: "Svelte", height: 170,
    other_talents: '["Chanteur", "Équitation"]', profile_photo_filename: photo(), id_photo_filename: photo(),
    gallery_photos: JSON.stringify([photo()]), email, phone_encrypted: sealed(phone(of)),
    facebook_encrypted: sealed(`https://www.facebook.com/film${number}`),
    previous_productions: '[{"id": 1, "title": "Un film", "year": 2019, "type": "movie", "tmdb_id": 42}]',
    unique_code: `MARAB${700_000 + number}M`, created_at: "2024-02-01 10:00:00", updated_at: "2024-06-01 10:00:00", is_active: 1,
  });
}

const phone = (number) => `+2126${String(10_000_000 + number)}`;
const passport = (number) => `AB${String(number).padStart(6, "0")}`;

/**
 * Makes `old.db` and `uploads` in a folder: so many people, four in five of them users, one in five in film only, one in
 * ten both. The same few pictures come again and again. Answers the numbers of rows and photos.
 */
export function makeOldSite(folder, people) {
  if (people > CITIES.length * IN_A_CITY) throw new Error(`at most ${CITIES.length * IN_A_CITY} people are imported`);
  for (const name of ["photos", "cvs", "drawn"]) mkdirSync(join(folder, "uploads", name), { recursive: true });
  const pictures = Array.from({ length: PICTURES }, (_, number) => join(folder, "uploads/drawn", `${number}.png`));
  pictures.forEach((path, number) => writeFileSync(path, picture(number)));
  writeFileSync(join(folder, "uploads/cvs/cv.pdf"), pdf(100_000));
  let drawn = 0;
  const photo = () => {
    const name = `${String(drawn).padStart(8, "0")}.png`;
    linkSync(pictures[drawn % pictures.length], join(folder, "uploads/photos", name));
    drawn++;
    return name;
  };
  const [users, joined] = [Math.ceil(people * 0.8), Math.floor(people * 0.1)];
  const films = people - users + joined;
  const hash = passwordHash();
  const parts = ["BEGIN;\n", TABLES];
  parts.push(`INSERT INTO cities VALUES ${["rabat", "Casablanca", "Fès", "Tanger", "Agadir", "Marrakech"].map((name, at) => `(${at + 1}, '${name}', '${CITIES[at]}')`).join(", ")};\n`);
  for (let number = 1; number <= users; number++) parts.push(user(number, hash, photo));
  for (let number = 1; number <= films; number++) parts.push(cinema(number, number <= joined, photo));
  parts.push("COMMIT;\n");
  execFileSync("sqlite3", ["-bail", join(folder, "old.db")], { input: parts.join("") });
  return { rows: users + films, photos: drawn };
}

const names = (kind, list) => list.map((name) => `${name} ${kind}`).join(", ");
const TABLES = `
CREATE TABLE countries (id INTEGER PRIMARY KEY, name VARCHAR(100), code VARCHAR(2));
INSERT INTO countries VALUES (1, 'Maroc', 'MA');
CREATE TABLE cities (id INTEGER PRIMARY KEY, name VARCHAR(100), code VARCHAR(3));
CREATE TABLE talents (id INTEGER PRIMARY KEY, name VARCHAR(100), emoji VARCHAR(10), category VARCHAR(50), is_active BOOLEAN);
INSERT INTO talents VALUES (1, 'Maçonnerie', '🧱', 'Construction', 1), (2, 'Data Science', '📊', 'Technologie', 1);
CREATE TABLE user_talents (user_id INTEGER, talent_id INTEGER);
CREATE TABLE app_settings (key VARCHAR(50), value TEXT);
CREATE TABLE users (id INTEGER PRIMARY KEY, is_admin BOOLEAN, account_active BOOLEAN, country_id INTEGER, city_id INTEGER,
 years_experience INTEGER, profile_score INTEGER, date_of_birth DATE, created_at DATETIME, updated_at DATETIME,
 ${names("TEXT", ["unique_code", "first_name", "last_name", "email", "password_hash", "gender", "photo_filename", "cv_filename", "portfolio_url", "website", "bio", "availability", "work_mode", "rate_range", "languages", "education", "cv_analysis", "qr_code_filename", "phone_encrypted", "whatsapp_encrypted", "address_encrypted", "passport_number_encrypted", "residence_card_encrypted", "linkedin_encrypted", "instagram_encrypted", "twitter_encrypted"])});
CREATE TABLE cinema_talents (id INTEGER PRIMARY KEY, is_active BOOLEAN, years_of_experience INTEGER, height INTEGER,
 date_of_birth DATE, created_at DATETIME, updated_at DATETIME,
 ${names("TEXT", ["first_name", "last_name", "gender", "id_document_type", "id_document_number_encrypted", "ethnicities", "country_of_origin", "nationality", "country_of_residence", "city_of_residence", "languages_spoken", "talent_types", "eye_color", "hair_color", "hair_type", "skin_tone", "build", "other_talents", "profile_photo_filename", "id_photo_filename", "gallery_photos", "email", "phone_encrypted", "whatsapp_encrypted", "website", "facebook_encrypted", "previous_productions", "unique_code", "qr_code_filename"])});
`;
