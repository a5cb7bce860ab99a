from streamlit.testing.v1 import AppTest


def test_a_chart_has_its_sentence_and_its_table() -> None:
    def script() -> None:
        import plotly.graph_objects as go  # noqa: PLC0415 - The script runs on its own.

        from monitor.charts.table import Table  # noqa: PLC0415
        from monitor.ui.chart import show_chart  # noqa: PLC0415
        from tests.charts.scenes import make_reader  # noqa: PLC0415

        table = Table(["Vraag", "Gemeente"], [["Eerste", "3,4"], ["Tweede", "geen cijfer"]])
        show_chart(go.Figure(), alt="Zin.", table=table, key="chart", t=make_reader().t)

    app = AppTest.from_function(script, default_timeout=20).run()

    assert not app.exception
    assert app.get("plotly_chart")[0].proto.alt == "Zin."
    assert app.expander[0].label == "Bekijk als tabel"
    assert app.table[0].value.to_numpy().tolist() == [["Eerste", "3,4"], ["Tweede", "geen cijfer"]]
