// Fields for pictures: with script they are sent as soon as they are chosen, dropped or pasted.
import { artworkIn } from "./pictures-artwork.js";
import { picturesIn } from "./pictures-notes.js";

for (const box of document.querySelectorAll("[data-artwork-of]")) artworkIn(box);
for (const box of document.querySelectorAll("[data-pictures-of]")) picturesIn(box);
