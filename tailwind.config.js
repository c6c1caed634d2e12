// Read by style/main.css (`@config`). Colours and type live in the stylesheet; here stands only where class names are found.
/** @type {import('tailwindcss').Config} */
module.exports = {
  content: ["./src/**/*.rs"],
};
