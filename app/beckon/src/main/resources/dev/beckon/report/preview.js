(() => {
  "use strict";
  const root = document.documentElement;
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const drawn = [];

  const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const painted = (value, key) => {
    if (typeof value === "string") {
      return key === "color" && value.startsWith("--") ? colour(value) : value;
    }
    if (Array.isArray(value)) {
      return value.map((item) => painted(item, ""));
    }
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, painted(v, k)]));
    }
    return value;
  };

  const draw = () => {
    const font = getComputedStyle(document.body).fontFamily;
    for (const { chart, option } of drawn) {
      chart.setOption({ textStyle: { fontFamily: font }, ...painted(option, "") }, true);
      chart.resize();
      chart.getZr().flush();
    }
  };

  root.classList.add("drawn");
  for (const [id, option] of Object.entries(charts)) {
    const place = document.getElementById("chart-" + id);
    place.setAttribute("role", "img");
    drawn.push({ chart: echarts.init(place), option });
  }
  const tables = document.querySelectorAll("details.twin");
  tables.forEach((table) => (table.open = false));
  draw();

  addEventListener("resize", () => drawn.forEach(({ chart }) => chart.resize()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("beforeprint", () => {
    root.classList.add("paper");
    tables.forEach((table) => (table.open = true));
    draw();
  });
  addEventListener("afterprint", () => {
    root.classList.remove("paper");
    tables.forEach((table) => (table.open = false));
    draw();
  });
})();
