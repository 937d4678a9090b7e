(() => {
  const main = document.querySelector("main"), status = document.getElementById("say"), least = 0.6, most = 1.5;
  let stream, life;
  // The largest letters with which all of it stands on the wall; a small or magnified window scrolls instead.
  const fit = () => {
    main.style.fontSize = "";
    if (!matchMedia("(min-width: 60rem) and (min-height: 30rem)").matches) return;
    let low = least, high = most;
    for (let round = 0; round < 7; round++) {
      const middle = round ? (low + high) / 2 : most;
      main.style.fontSize = middle + "em";
      const fits = document.documentElement.scrollHeight <= innerHeight && main.scrollWidth <= main.clientWidth;
      if (fits) low = middle; else high = middle;
      if (low === high) return;
    }
    main.style.fontSize = low + "em";
  };
  const alive = () => { clearTimeout(life); life = setTimeout(listen, 45000); };
  const end = () => { clearTimeout(life); stream?.close(); };
  const listen = () => {
    end();
    alive();
    stream = new EventSource(location.pathname.replace(/\/+$/, "") + "/LIVE");
    stream.addEventListener("here", alive);
    stream.addEventListener("page", (e) => { alive(); main.innerHTML = e.data; status.textContent = ""; fit(); });
    stream.addEventListener("over", () => { end(); main.innerHTML = "<h1>The room is closed.</h1>"; fit(); });
    stream.onerror = () => { status.textContent = "Waiting for the room…"; if (stream.readyState === 2) setTimeout(listen, 1500); };
  };
  addEventListener("resize", fit);
  fit();
  listen();
})();
