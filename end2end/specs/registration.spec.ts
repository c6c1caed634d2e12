// Register, get a code, sign in, be found; with and without JavaScript.
import { expect, expectAccessible, speak, test } from "../fixtures";
import { answer, enrol, forward, onward, register, signIn, signOut, someone, stepForm } from "../people";
import { picture } from "../pictures";

test("the rest waits: what is needed takes five steps @walk", async ({ page, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const person = someone();
  await page.goto("/auth/register");
  let steps = 0;
  for (; steps < 10 && !page.url().includes("step=review"); steps++) {
    await answer(stepForm(page), person);
    const finish = stepForm(page).locator('button[value="finish"]');
    await ((await finish.count()) > 0 ? onward(page, () => finish.click()) : forward(page));
    await expect(page.locator("#errors"), page.url()).toHaveCount(0);
    // A keyboard and a screen reader go on from the heading.
    await expect(page.locator("h1#step")).toBeFocused();
  }
  expect(steps).toBe(5);
  await expect(page.locator(".submit-bar button")).toBeInViewport();
  if (javaScriptEnabled !== false) await expectAccessible(page);
  await forward(page);
  expect(page.url()).toContain("/auth/register/done");
});

test("an error goes with the answer it was about @javascript", async ({ page }) => {
  await page.goto("/auth/register");
  await forward(page);
  await expect(page.locator("#field-first_name-error")).toHaveText("Indiquez votre prénom.");
  await page.waitForLoadState("networkidle");
  await page.locator('[name="first_name"]').fill("Zahra");
  await page.locator('[name="last_name"]').focus();
  await expect(page.locator("#field-first_name-error")).toBeHidden();
  await expect(page.locator("#field-last_name-error")).toBeVisible();
});

test("a person registers, gets a code and a QR, signs in again and is found @smoke @walk", async ({ page, request, browser, baseURL, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const person = someone({ show_name_photo: false });
  const code = await register(page, person);
  expect(code).toMatch(/^MACAS\d{4}F$/);
  if (javaScriptEnabled !== false) await expectAccessible(page);

  for (const kind of ["png", "svg"]) {
    const picture = await request.get(`/qr/${code}.${kind}`);
    expect(picture.status()).toBe(200);
    expect(picture.headers()["content-type"]).toContain(kind);
  }

  await page.goto("/profile/dashboard");
  await expect(page.locator("main")).toContainText(code);
  if (javaScriptEnabled !== false) await expectAccessible(page);

  await signOut(page);
  await page.goto("/profile/dashboard");
  expect(page.url(), "signed out, the dashboard asks to sign in").toContain("/auth/login");
  await signIn(page, code.toLowerCase(), person.password);
  expect(page.url()).toContain("/profile/dashboard");
  await signOut(page);
  await signIn(page, ` ${person.email.toUpperCase()} `, person.password);
  await expect(page.locator("main")).toContainText(code);

  // Another visitor, without an account.
  const visitor = await browser.newContext({ baseURL, locale: "fr-FR", javaScriptEnabled });
  const other = await visitor.newPage();
  for (const path of [`/profile/view/${code}`, "/talents", `/talents?country=MA`]) {
    await other.goto(path);
    const html = await other.content();
    for (const hidden of [person.first_name, person.last_name, person.email, person.phone, "1995-05-17", "17/05/1995"]) {
      expect(html, `${path} tells ${hidden}`).not.toContain(String(hidden));
    }
  }
  await other.goto("/talents");
  await expect(other.locator(`a[href="/profile/view/${code}"]`).first()).toBeVisible();
  await visitor.close();
});

test("all nine steps are answered, reviewed, kept, and can be changed @walk", async ({ page, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const looked = async () => {
    if (javaScriptEnabled !== false) await expectAccessible(page);
  };
  const person = someone({
    passport_number: "ZZ-SPECIMEN-42",
    years_experience: "7",
    bio: "Comédienne de théâtre.\nDeuxième ligne.",
    languages: ["ar", "fr"],
    availability: "weekends",
    work_mode: "hybrid",
    hourly_rate: "200",
    portfolio_url: "portfolio.example/zahra",
    website: "https://site.example/zahra",
    instagram: "@zahra.exemple",
    country_of_origin: "SN",
    show_links: true,
  });
  await page.goto("/auth/register");
  for (let step = 0; step < 9; step++) {
    await looked();
    await answer(stepForm(page), person);
    await forward(page);
    await expect(page.locator("#errors"), `step ${step} at ${page.url()}`).toHaveCount(0);
  }
  await expect(page.locator("main")).toContainText("@zahra.exemple");
  await expect(page.locator("main")).not.toContainText("SPECIMEN");
  await looked();
  await forward(page);
  expect(page.url()).toContain("/auth/register/done");

  await page.goto("/profile/edit");
  await expect(page.locator("main")).toContainText("instagram.com/zahra.exemple");
  await looked();
  await page.goto("/profile/edit?section=career");
  await expect(page.locator('[name="bio"]')).toHaveValue(/Deuxième ligne/);
  await looked();
  await stepForm(page).locator('[name="bio"]').fill("Comédienne et chanteuse.");
  await forward(page);
  await expect(page.locator("main")).toContainText("Comédienne et chanteuse.");
});

test("a photo and a CV go with the form and end in the profile @walk", async ({ page, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const person = someone();
  await page.goto("/auth/register");
  while (!page.url().includes("step=documents")) {
    await answer(stepForm(page), person);
    await forward(page);
    await expect(page.locator("#errors"), page.url()).toHaveCount(0);
  }
  // One transparent pixel, and the shortest text that begins like a PDF.
  const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await page.locator("[name=photo]").setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from(pixel, "base64") });
  await page.locator("[name=cv]").setInputFiles({ name: "parcours.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\nstartxref\n9\n%%EOF\n") });
  if (javaScriptEnabled !== false) {
    await expect(page.getByText("Fichier reçu.")).toHaveCount(2);
    await expectAccessible(page);
  }
  await forward(page);
  while (!page.url().includes("/auth/register/done")) {
    await answer(stepForm(page), person);
    await forward(page);
    await expect(page.locator("#errors"), page.url()).toHaveCount(0);
  }
  await page.goto("/profile/edit?section=documents");
  await expect(page.locator("main")).toContainText("parcours.pdf");
  await expect(page.locator('main img[src^="/files/photo/"]')).toHaveCount(1);
  await onward(page, () => page.locator('button[name="remove"][value="cv"]').first().click());
  await expect(page.locator("main")).not.toContainText("parcours.pdf");
  await expect(page.locator('main img[src^="/files/photo/"]')).toHaveCount(1);
});

test("who allows it is found by name", async ({ page, browser, baseURL }) => {
  test.setTimeout(120_000);
  const person = someone({ show_name_photo: true });
  const code = await enrol(page, person);
  const visitor = await browser.newContext({ baseURL, locale: "fr-FR" });
  const other = await visitor.newPage();
  await other.goto(`/talents?q=${person.first_name}`);
  await expect(other.locator(`a[href="/profile/view/${code}"]`).first()).toBeVisible();
  await other.goto(`/profile/view/${code}`);
  await expect(other.locator("h1")).toContainText(String(person.last_name));
  await visitor.close();
});

test("a wrong answer keeps what was typed and names the field", async ({ page, javaScriptEnabled }) => {
  await page.goto("/auth/register");
  const person = someone({ date_of_birth: "1850-01-01" });
  await answer(stepForm(page), person);
  await forward(page);
  await expect(page.locator("#field-date_of_birth-error")).toBeVisible();
  await expect(page.locator("#errors a[href='#field-date_of_birth']")).toBeVisible();
  await expect(page.locator('[name="first_name"]')).toHaveValue(String(person.first_name));
  await expect(page.locator('[name="last_name"]')).toHaveValue(String(person.last_name));
  if (javaScriptEnabled !== false) await expectAccessible(page);
});

test("the form speaks Arabic, errors included", async ({ page, javaScriptEnabled }) => {
  await speak(page, "ar");
  await page.goto("/auth/register");
  await answer(stepForm(page), { ...someone(), date_of_birth: "1850-01-01" });
  await forward(page);
  await expect(page.locator("#field-date_of_birth-error")).toHaveText(/[\u0600-\u06FF]/);
  if (javaScriptEnabled !== false) await expectAccessible(page);
});

test("a minor gives a guardian and is shown to nobody @walk", async ({ page, browser, baseURL }) => {
  test.setTimeout(120_000);
  const year = new Date().getFullYear() - 12;
  const person = someone({
    date_of_birth: `${year}-01-15`,
    guardian_name: "Parent Exemple",
    guardian_phone: "+12025550143",
    guardian_consent: true,
    visibility: "members",
  });
  const code = await register(page, person);
  const visitor = await browser.newContext({ baseURL });
  const other = await visitor.newPage();
  expect((await other.goto(`/profile/view/${code}`))!.status()).toBe(404);
  await visitor.close();
});

test("a password is advised on while it is typed @javascript", async ({ page }) => {
  const person = someone();
  await page.goto("/auth/register");
  await answer(stepForm(page), person);
  await forward(page);
  const advice = page.locator("leptos-island", { has: page.locator('[name="password"]') }).locator('[role="status"]');
  await page.locator('[name="password"]').pressSequentially("motdepasse");
  await expect(advice).not.toBeEmpty();
  await expect(advice).not.toContainText("✓");
  await page.locator('[name="password"]').fill(person.password);
  await expect(advice).toContainText("✓");
  // It can be read, so it is typed once.
  await expect(page.locator('input[name="password_confirm"]')).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Afficher le mot de passe" }).check();
  await expect(page.locator('[name="password"]')).toHaveAttribute("type", "text");
  await expectAccessible(page);
});

test("who is quicker than the page's program loses nothing by it @javascript @walk", async ({ page }) => {
  test.setTimeout(120_000);
  const person = someone();
  await page.goto("/auth/register");
  await answer(stepForm(page), person);
  await forward(page);
  let arrive = () => {};
  const slowLine = async () => {
    const arrival = new Promise<void>((arrived) => (arrive = arrived));
    await page.route("**/*.wasm", async (route) => {
      await arrival;
      await route.continue();
    });
    await page.reload({ waitUntil: "domcontentloaded" });
  };
  const program = () => page.waitForResponse(/[.]wasm$/);

  await slowLine();
  const advice = page.locator("leptos-island", { has: page.locator('[name="password"]') }).locator('[role="status"]');
  await page.locator('[name="password"]').pressSequentially("motdepasse");
  await expect(advice).toBeEmpty();
  await Promise.all([program(), arrive()]);
  await expect(advice).not.toBeEmpty();

  while (!page.url().includes("step=documents")) {
    await answer(stepForm(page), person);
    await forward(page);
  }
  await slowLine();
  await page.locator("[name=photo]").setInputFiles(picture("photo.png", 60));
  await Promise.all([program(), arrive()]);
  await expect(page.getByText("Fichier reçu.")).toBeVisible();
});

test("the page's program begins even if the browser never says that it is idle @javascript", async ({ page }) => {
  await page.addInitScript(() => {
    window.requestIdleCallback = (work, options) => {
      const late = { didTimeout: true, timeRemaining: () => 0 };
      return options?.timeout === undefined ? 0 : window.setTimeout(() => work(late), options.timeout);
    };
  });
  await page.goto("/cinema/register?step=languages");
  await expect(page.getByRole("searchbox")).toBeVisible();
});

test("a long list is searched as people type and emptied at once @javascript", async ({ page }) => {
  const search = page.getByRole("searchbox");
  const choices = page.locator("[data-choices] > label:visible");
  await page.goto("/cinema/register?step=languages");
  for (const typed of ["neerlandais", "PORTUGAIS"]) {
    await search.fill(typed);
    await expect(choices).toHaveCount(1);
    await choices.getByRole("checkbox").check();
  }
  await expectAccessible(page);
  const all = page.getByRole("button", { name: "Tout retirer" });
  await all.click();
  await expect(page.locator("[name=languages]:checked")).toHaveCount(0);
  await expect(all).toBeHidden();
  await speak(page, "ar");
  await page.goto("/cinema/register?step=languages");
  await search.fill("الانجليزيه");
  await expect(choices).toHaveCount(1);
});

test("a gallery says what came and what did not @javascript", async ({ page, complaints }) => {
  await page.goto("/cinema/register?step=pictures");
  const text = { name: "texte.png", mimeType: "image/png", buffer: Buffer.from("no picture at all") };
  await page.locator("[name=gallery_photos]").setInputFiles([picture("a.png", 120), text]);
  await expect(page.getByRole("status").filter({ hasText: "texte.png" })).toContainText("Les autres photos sont bien arrivées");
  await onward(page, () => page.locator('button[value="upload_gallery"]').click());
  await expect(page.locator("input[name=gallery_order]")).toHaveCount(1);
  // The browser reports the refusal that is tested here.
  complaints.splice(0, complaints.length, ...complaints.filter((text) => !(text.includes("status of 422") && text.includes("/cinema/register/files"))));
});

test("a button pressed twice sends the form once @javascript", async ({ page }) => {
  let sent = 0;
  await page.route("**/fn/save_registration_step", async (route) => {
    sent++;
    await new Promise((later) => setTimeout(later, 700));
    await route.continue();
  });
  await page.goto("/auth/register");
  await answer(stepForm(page), someone());
  // The island is alive when nothing is loaded any more.
  await page.waitForLoadState("networkidle");
  await onward(page, () => stepForm(page).locator("button.btn-primary[type=submit]").last().dblclick());
  expect(page.url()).toContain("step=contact");
  expect(sent).toBe(1);
});
