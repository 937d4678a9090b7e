(() => {
  const main = document.querySelector("main"), status = document.getElementById("say");
  let stream;
  const listen = () => {
    stream = new EventSource(location.pathname.replace(/\/+$/, "") + "/LIVE");
    stream.addEventListener("page", (e) => { main.innerHTML = e.data; status.textContent = ""; });
    stream.addEventListener("over", () => { stream.close(); main.innerHTML = "<h1>The room is closed.</h1>"; });
    stream.onerror = () => { status.textContent = "Waiting for the room…"; if (stream.readyState === 2) setTimeout(listen, 1500); };
  };
  listen();
})();
